using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using MlConnector.Domain.Realms;

namespace MlConnector.Node.Connections;

/// <summary>The parts of a schedule as people write them: PT5M, Mon-Fri, 06:00-20:00.</summary>
internal static partial class ScheduleText
{
    public const string DurationAllowed = "an ISO 8601 duration from PT1S to P1D is, for example PT5M";
    public const string DaysAllowed = "days and ranges of days are, for example Mon-Fri or Mon,Wed,Sat";
    public const string HoursAllowed = "a window of the day is, for example 06:00-20:00; 00:00-24:00 is the whole day";

    // in the order in which a week is written; their bits are in the order of DayOfWeek
    private static readonly DaysOfWeek[] Week =
        [DaysOfWeek.Mon, DaysOfWeek.Tue, DaysOfWeek.Wed, DaysOfWeek.Thu, DaysOfWeek.Fri, DaysOfWeek.Sat, DaysOfWeek.Sun];

    public static bool TryDuration(string text, out TimeSpan duration)
    {
        duration = default;
        // years and months have no fixed length
        if (!FixedDuration().IsMatch(text)) return false;
        try
        {
            duration = XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false;
        }
        return duration >= TimeSpan.FromSeconds(1) && duration <= TimeSpan.FromDays(1);
    }

    public static string Duration(TimeSpan duration) => XmlConvert.ToString(duration);

    public static bool TryDays(string text, out DaysOfWeek days)
    {
        days = DaysOfWeek.None;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries);
            var (first, last) = (DayIndex(ends[0]), DayIndex(ends[^1]));
            if (first < 0 || last < 0 || ends.Length > 2) return false;
            // a range may reach over the week's end: Sat-Mon
            for (var day = first; ; day = (day + 1) % 7)
            {
                days |= Week[day];
                if (day == last) break;
            }
        }
        return true;
    }

    public static string Days(DaysOfWeek days)
    {
        var text = new StringBuilder();
        for (var first = 0; first < 7; first++)
        {
            if (!days.HasFlag(Week[first])) continue;
            var last = first;
            while (last < 6 && days.HasFlag(Week[last + 1])) last++;
            text.Append(text.Length > 0 ? "," : "").Append(Week[first]);
            if (last > first) text.Append(last > first + 1 ? '-' : ',').Append(Week[last]);
            first = last;
        }
        return text.ToString();
    }

    public static bool TryHours(string text, out (TimeOnly From, TimeOnly To) hours)
    {
        hours = default;
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        if (ends.Length != 2 || !TryTime(ends[0], out var from)) return false;
        var to = TimeOnly.MinValue;
        if (ends[1] != "24:00" && !TryTime(ends[1], out to)) return false;
        hours = (from, to);
        return true;
    }

    public static string Hours(TimeOnly from, TimeOnly to) =>
        string.Create(CultureInfo.InvariantCulture, $"{from:HH:mm}-{(to == TimeOnly.MinValue ? "24:00" : to.ToString("HH:mm", CultureInfo.InvariantCulture))}");

    private static bool TryTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    private static int DayIndex(string name) => Array.FindIndex(Week, d => string.Equals(d.ToString(), name, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?\z")]
    private static partial Regex FixedDuration();
}
