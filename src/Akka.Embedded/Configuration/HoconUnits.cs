using System.Globalization;

namespace Akka.Configuration;

internal static class HoconUnits
{
    internal static bool TryParseTime(string? text, bool allowInfinite, out TimeSpan time)
    {
        time = Timeout.InfiniteTimeSpan;
        if (text is null) return false;
        if (text is "infinite" or "-1") return allowInfinite;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c is '.').Count();
        if (!double.TryParse(text[..digits], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return false;
        TimeSpan? unit = text[digits..].Trim() switch
        {
            "d" or "day" or "days" => TimeSpan.FromDays(1),
            "h" or "hour" or "hours" => TimeSpan.FromHours(1),
            "m" or "minute" or "minutes" => TimeSpan.FromMinutes(1),
            "s" or "second" or "seconds" => TimeSpan.FromSeconds(1),
            "" or "ms" or "millis" or "millisecond" or "milliseconds" => TimeSpan.FromMilliseconds(1),
            _ => null,
        };
        time = number * unit.GetValueOrDefault();
        return unit is not null;
    }
}
