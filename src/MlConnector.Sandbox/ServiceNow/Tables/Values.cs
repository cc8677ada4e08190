using System.Globalization;

namespace MlConnector.Sandbox.ServiceNow.Tables;

/// <summary>Turns what a client sent into what a column keeps: cut, normalised, or silently nothing.</summary>
internal static class Values
{
    public const string InstantFormat = "yyyy-MM-dd HH:mm:ss";

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString(InstantFormat, CultureInfo.InvariantCulture);

    public static string Kept(Column column, string value)
    {
        if (value.Length == 0)
            return "";
        return column.Type switch
        {
            ColumnType.Boolean => value is "true" or "1" ? "true" : "false",
            ColumnType.Integer => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? value : "",
            ColumnType.Decimal => decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? value : "",
            ColumnType.Date => DateTime.TryParseExact(value.Split(' ')[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value.Split(' ')[0] : "",
            ColumnType.Instant => DateTime.TryParseExact(value, InstantFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? value : "",
            ColumnType.Reference => IsSysId(value) ? value : "",
            _ => Cut(value, column.MaxLength),
        };
    }

    public static bool IsSysId(string value) => value.Length == 32 && value.All(char.IsAsciiHexDigit);

    /// <summary>Never through the middle of a surrogate pair.</summary>
    private static string Cut(string value, int max)
    {
        if (value.Length <= max)
            return value;
        return value[..(char.IsHighSurrogate(value[max - 1]) ? max - 1 : max)];
    }
}
