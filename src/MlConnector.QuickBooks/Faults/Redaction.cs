using System.Text.RegularExpressions;

namespace MlConnector.QuickBooks.Faults;

/// <summary>Intuit's messages can echo a part of a token: what looks like one is taken out.</summary>
internal static partial class Redaction
{
    private const int Longest = 200;

    public static string Of(string message)
    {
        var redacted = TokenLike().Replace(message.ReplaceLineEndings(" "), "[redacted]");
        return redacted.Length <= Longest ? redacted : $"{redacted[..Longest]}…";
    }

    [GeneratedRegex(@"(?=\S*\d)[^\s;,]{20,}")]
    private static partial Regex TokenLike();
}
