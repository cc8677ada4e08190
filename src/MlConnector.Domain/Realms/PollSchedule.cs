namespace MlConnector.Domain.Realms;

/// <summary>How often changes are asked for, in the company's own calendar.</summary>
/// <param name="Every">The interval inside the window.</param>
/// <param name="TimeZone">IANA name in which days and hours are meant.</param>
/// <param name="Days">Days of the week on which there is a window.</param>
/// <param name="From">Start of the window, local time.</param>
/// <param name="To">Its end, exclusive; the same as <paramref name="From"/> means the whole day.</param>
/// <param name="Closing">The days around a month's end, when books are closed: any day of the week, at a pace of their own.</param>
public sealed record PollSchedule(TimeSpan Every, string TimeZone, DaysOfWeek Days, TimeOnly From, TimeOnly To, ClosingDays? Closing)
{
    public static readonly PollSchedule Default =
        new(TimeSpan.FromMinutes(5), "Etc/UTC", DaysOfWeek.All, TimeOnly.MinValue, TimeOnly.MinValue, null);

    // changes are looked for once a day, whatever else there is to save
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>How many polls it asks for in a month of 30 days.</summary>
    public int PollsIn30Days
    {
        get
        {
            var window = To > From ? To - From : TimeSpan.FromDays(1) - (From - To);
            var closing = Math.Min(30, (Closing?.LastDays ?? 0) + (Closing?.FirstDays ?? 0));
            var open = (30 - closing) * int.PopCount((int)Days) / 7.0;
            return (int)Math.Ceiling(open * (window / Every) + (Closing is { } c ? closing * (window / c.Every) : 0));
        }
    }

    /// <summary>An interval made longer, to a day at most.</summary>
    public static TimeSpan Stretched(TimeSpan every, double stretch) => every >= Longest || stretch <= 1 ? every : stretch >= Longest / every ? Longest : every * stretch;

    /// <summary>When to poll next, given the last poll; never before <paramref name="now"/>.</summary>
    /// <param name="stretch">By how much the interval is made longer.</param>
    public DateTimeOffset Next(DateTimeOffset? last, DateTimeOffset now, double stretch = 1)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        // a window that began yesterday may reach past midnight; a year without a day means none is ever allowed
        for (var day = today.AddDays(-1); day <= today.AddDays(366); day = day.AddDays(1))
        {
            if (PaceOf(day) is not { } pace) continue;
            var every = Stretched(pace, stretch);
            var (opens, closes) = (Instant(day.ToDateTime(From), zone), Instant(WindowEnd(day), zone));
            var due = last is { } l && l + every > now ? l + every : now;
            if (due < opens) due = opens;
            if (due < closes) return due;
        }
        throw new InvalidOperationException("The schedule has no day at all.");
    }

    private TimeSpan? PaceOf(DateOnly day) =>
        Closing is { } closing && closing.Covers(day) ? closing.Every
        : Days.HasFlag((DaysOfWeek)(1 << (int)day.DayOfWeek)) ? Every
        : null;

    private DateTime WindowEnd(DateOnly day) => To > From ? day.ToDateTime(To) : day.AddDays(1).ToDateTime(To);

    // an hour that a switch to summer time leaves out begins when the clock has jumped
    private static DateTimeOffset Instant(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local)) local = local.AddMinutes(15);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}

[Flags]
public enum DaysOfWeek
{
    None = 0,
    Sun = 1,
    Mon = 2,
    Tue = 4,
    Wed = 8,
    Thu = 16,
    Fri = 32,
    Sat = 64,
    All = 127,
}

/// <param name="LastDays">How many days at the end of a month belong to it.</param>
/// <param name="FirstDays">How many days at the start of the next.</param>
public sealed record ClosingDays(int LastDays, int FirstDays, TimeSpan Every)
{
    public bool Covers(DateOnly day) =>
        day.Day <= FirstDays || day.Day > DateTime.DaysInMonth(day.Year, day.Month) - LastDays;
}
