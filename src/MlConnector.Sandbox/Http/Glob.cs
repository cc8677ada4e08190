namespace MlConnector.Sandbox.Http;

/// <summary>Patterns with <c>*</c> for any text, without regard to case.</summary>
internal static class Glob
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
            return pattern.Equals(text, StringComparison.OrdinalIgnoreCase);
        if (!text.StartsWith(pattern[..star], StringComparison.OrdinalIgnoreCase))
            return false;

        var rest = pattern[(star + 1)..];
        if (rest.IsEmpty)
            return true;
        for (var i = star; i <= text.Length; i++)
        {
            if (Matches(rest, text[i..]))
                return true;
        }

        return false;
    }
}
