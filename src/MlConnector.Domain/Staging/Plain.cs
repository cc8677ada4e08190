using System.Globalization;

namespace MlConnector.Domain.Staging;

/// <summary>Values as the text in which they stand in ServiceNow.</summary>
internal static class Plain
{
    public static string Amount(decimal value) => value.ToString("0.00##########################", CultureInfo.InvariantCulture);

    public static string Amount(decimal? value) => value is { } v ? Amount(v) : "";

    public static string Number(decimal? value) => value?.ToString("0.############################", CultureInfo.InvariantCulture) ?? "";

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Boolean(bool value) => value ? "true" : "false";
}
