using System.Globalization;

namespace MlConnector.Domain.Staging;

/// <summary>Values as the text in which they stand in ServiceNow.</summary>
public static class Plain
{
    public static string Amount(decimal value) => value.ToString("0.00##########################", CultureInfo.InvariantCulture);

    public static string Amount(decimal? value) => value is { } v ? Amount(v) : "";

    public static string Number(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The number that a column shows; none where it shows no number. A money column may put its currency before it: USD;80.00</summary>
    public static decimal? NumberOf(string text) =>
        decimal.TryParse(text.AsSpan(text.IndexOf(';') + 1), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Boolean(bool value) => value ? "true" : "false";
}
