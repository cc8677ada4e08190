using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Writing;

internal enum Stored
{
    AsAsked,

    /// <summary>The beginning of it: the column is shorter.</summary>
    Cut,

    Otherwise,

    /// <summary>A reference that a map of the instance made of it; whether to the right record is that map's affair.</summary>
    Refers,

    /// <summary>The instance does not show the column: it has none of that name, or hides it.</summary>
    Absent,
}

/// <summary>Compares what a row shows with what was asked for, by the column's type: the instance writes values in its own way.</summary>
internal static class StoredValue
{
    /// <param name="display">What a person sees in place of a reference; none where that was not asked for.</param>
    public static Stored Compare(ColumnType type, string asked, string? stored, string? display)
    {
        var compared = Compare(type, asked, stored);
        if (compared != Stored.Otherwise || type != ColumnType.Text || display is null || !IsSysId(stored!) || IsSysId(asked)) return compared;
        return Compare(type, asked, display) is Stored.AsAsked ? Stored.AsAsked : Stored.Refers;
    }

    public static Stored Compare(ColumnType type, string asked, string? stored)
    {
        if (stored is null) return Stored.Absent;
        if (string.Equals(asked, stored, StringComparison.Ordinal)) return Stored.AsAsked;
        return type switch
        {
            ColumnType.Number => Plain.NumberOf(asked) is { } a && Plain.NumberOf(stored) is { } s && a == s ? Stored.AsAsked : Stored.Otherwise,
            ColumnType.Boolean => Boolean(asked) is { } a && a == Boolean(stored) ? Stored.AsAsked : Stored.Otherwise,
            ColumnType.Reference => Stored.Otherwise,
            _ => CompareText(Normal(asked), Normal(stored)),
        };
    }

    private static Stored CompareText(string asked, string stored) =>
        string.Equals(asked, stored, StringComparison.Ordinal) ? Stored.AsAsked
        : stored.Length > 0 && asked.StartsWith(stored, StringComparison.Ordinal) ? Stored.Cut
        : Stored.Otherwise;

    // line ends and white space at the end are the instance's own affair
    private static string Normal(string text) =>
        (text.Contains('\r') ? text.ReplaceLineEndings("\n") : text).TrimEnd();

    private static bool IsSysId(string value) => value.Length == 32 && value.All(char.IsAsciiHexDigitLower);

    private static bool? Boolean(string text) => text switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };
}
