using System.Globalization;
using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Realms;

/// <summary>What all companies together may use of a month's metered calls, have used, and would use if each was polled by its schedule.</summary>
/// <param name="Polls">How many companies have a schedule that asks for so many polls in 30 days.</param>
public sealed record CallUse(int Budget, long Used, IReadOnlyDictionary<int, int> Polls)
{
    public bool Spent => Used >= Budget;
}

/// <summary>How a company is polled as things stand.</summary>
/// <param name="Stretch">By how much the schedule's interval is made longer; without end where nothing is left.</param>
/// <param name="Reason">Why that is so; none where the schedule is followed.</param>
/// <param name="Ends">From then on the schedule is followed again.</param>
public sealed record PollPace(double Stretch, Reason? Reason, DateTimeOffset Ends)
{
    public static readonly PollPace AsScheduled = new(1, null, DateTimeOffset.MinValue);

    public DateTimeOffset Next(PollSchedule schedule, DateTimeOffset? last, DateTimeOffset now)
    {
        if (now >= Ends) return schedule.Next(last, now);
        var next = double.IsInfinity(Stretch) ? Ends : schedule.Next(last, now, Stretch);
        return next < Ends ? next : schedule.Next(last, Ends);
    }
}

/// <summary>
/// Shares a month's calls among the companies: what is left is spread evenly over what is left of the month. Whoever asks for less than
/// an even share gets it all; what they leave is shared by the others, who are polled less often than their schedules say.
/// </summary>
public static class CallBudget
{
    /// <summary>The part that scheduled polls leave alone: webhooks and polls by hand go on with it.</summary>
    private const double Reserve = 0.1;

    /// <summary>Until so much is used nobody is slowed: what schedules ask for may never come to be.</summary>
    private const double Free = 0.1;

    private const string Setting = "MlConnector:QuickBooks:MonthlyCallBudget";
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromHours(1);

    public static PollPace Pace(PollSchedule schedule, CallUse use, DateTimeOffset now)
    {
        if (use.Spent) return new PollPace(double.PositiveInfinity, Spent(use.Budget, now), NextMonth(now));
        if (use.Used < use.Budget * Free) return PollPace.AsScheduled;
        var (wanted, level) = (schedule.PollsIn30Days, Level(use, now));
        if (wanted <= level) return PollPace.AsScheduled;
        // of the reserve nothing is left to polls but one a day
        var stretch = level > 0 ? wanted / level : wanted;
        return new PollPace(stretch, new Reason("calls-slowed",
            string.Create(CultureInfo.InvariantCulture, $"Polling is slowed to every {Minutes(PollSchedule.Stretched(schedule.Every, stretch))}: by their schedules, all companies together would use up the month's {use.Budget} metered calls of QuickBooks, of which {use.Used} are used."),
            $"Webhooks and polls by hand go on as before. Poll less often, or raise {Setting} if more calls are paid for."), NextMonth(now));
    }

    /// <summary>Why nothing is read any more.</summary>
    public static Reason Spent(int budget, DateTimeOffset now) => new("calls-spent",
        string.Create(CultureInfo.InvariantCulture, $"The month's {budget} metered calls of QuickBooks are used up; it is read again from {NextMonth(now):yyyy-MM-dd} on."),
        $"What webhooks tell until then is kept. Raise {Setting} and start the node again if more calls are paid for.");

    /// <summary>When the count starts afresh.</summary>
    public static DateTimeOffset NextMonth(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    /// <summary>The most polls in 30 days that a company gets: at this level all together use what is left, and no more.</summary>
    private static double Level(CallUse use, DateTimeOffset now)
    {
        var left = NextMonth(now) - now;
        if (left < Shortest) left = Shortest;
        var calls = Math.Max(0, use.Budget * (1 - Reserve) - use.Used) * (Month / left);
        var companies = use.Polls.Values.Sum();
        foreach (var (polls, number) in use.Polls.OrderBy(p => p.Key))
        {
            if ((double)polls * companies > calls) return calls / companies;
            calls -= (double)polls * number;
            companies -= number;
        }
        return double.PositiveInfinity;
    }

    private static string Minutes(TimeSpan interval) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(interval.TotalMinutes)} min");
}
