using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Tests;

public class CallBudgetTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly PollSchedule Eager = PollSchedule.Default;
    private static readonly PollSchedule Modest = PollSchedule.Default with { Every = TimeSpan.FromHours(1) };

    [Fact]
    public void Over_a_month_the_eager_share_evenly_what_the_modest_leave_and_the_budget_lasts()
    {
        var polls = Month(budget: 50_000, eager: 10, modest: 10, besides: 0);

        polls.Sum().ShouldBeInRange(42_500, 45_500);
        // 31 days of 24 polls
        polls[10..].ShouldAllBe(p => p >= 743 && p <= 745);
        (polls[..10].Max() - polls[..10].Min()).ShouldBeLessThanOrEqualTo(2);
        polls[0].ShouldBeInRange(3_500, 3_800);
    }

    [Fact]
    public void What_webhooks_use_is_left_to_them_and_the_budget_lasts_all_the_same()
    {
        // some 9,300 calls besides the polls
        var polls = Month(budget: 50_000, eager: 10, modest: 10, besides: 300);
        (polls.Sum() + 31 * 300).ShouldBeInRange(42_500, 47_000);
    }

    [Fact]
    public void Schedules_that_the_budget_bears_are_followed_to_the_letter()
    {
        var polls = Month(budget: 120_000, eager: 10, modest: 10, besides: 0);
        polls[..10].ShouldAllBe(p => p >= 8_927 && p <= 8_929);
    }

    [Fact]
    public void Who_is_slowed_is_told_by_how_much_and_what_to_do()
    {
        var pace = CallBudget.Pace(Eager, Use(50_000, 20_000, eager: 10, modest: 10), March.AddDays(16));
        var reason = pace.Reason.ShouldNotBeNull();
        reason.Text.ShouldContain("slowed to every 11 min");
        reason.Text.ShouldContain("20000");
        reason.NextStep.ShouldContain("MlConnector:QuickBooks:MonthlyCallBudget");
        pace.Next(Eager, March.AddDays(16), March.AddDays(16)).ShouldBe(March.AddDays(16).AddMinutes(10.1), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void Of_the_last_tenth_scheduled_polls_take_one_a_day()
    {
        var now = March.AddDays(20);
        CallBudget.Pace(Eager, Use(50_000, 46_000, 1, 0), now).Next(Eager, now, now).ShouldBe(now.AddDays(1));
        CallBudget.Pace(Modest, Use(50_000, 46_000, 1, 0), now).Next(Modest, now, now).ShouldBe(now.AddDays(1));
    }

    [Fact]
    public void A_spent_budget_stops_the_polls_until_the_next_month_which_starts_afresh()
    {
        var now = March.AddDays(20);
        var pace = CallBudget.Pace(Eager, Use(50_000, 50_000, 1, 0), now);
        pace.Reason!.Text.ShouldContain("2026-04-01");
        pace.Next(Eager, now, now).ShouldBe(March.AddMonths(1));
        pace.Next(Eager, now, March.AddMonths(1)).ShouldBe(March.AddMonths(1));
        pace.Next(Eager, March.AddMonths(1), March.AddMonths(1)).ShouldBe(March.AddMonths(1).AddMinutes(5));
        CallBudget.Pace(Eager, Use(50_000, 0, 1, 0), March.AddMonths(1)).ShouldBe(PollPace.AsScheduled);
    }

    [Fact]
    public void A_slow_pace_ends_with_its_month()
    {
        var last = March.AddMonths(1).AddHours(-2);
        var pace = CallBudget.Pace(Eager, Use(50_000, 46_000, 1, 0), last);
        pace.Next(Eager, last, last).ShouldBe(March.AddMonths(1));
    }

    [Theory]
    [InlineData("PT5M", 8_640)]
    [InlineData("office", 3_086)]
    [InlineData("closing", 4_938)]
    public void A_schedule_knows_how_many_polls_it_asks_for(string name, int polls)
    {
        var office = Eager with { Days = DaysOfWeek.Mon | DaysOfWeek.Tue | DaysOfWeek.Wed | DaysOfWeek.Thu | DaysOfWeek.Fri, From = new TimeOnly(8, 0), To = new TimeOnly(20, 0) };
        var schedule = name switch { "office" => office, "closing" => office with { Closing = new ClosingDays(2, 1, TimeSpan.FromMinutes(1)) }, _ => Eager };
        schedule.PollsIn30Days.ShouldBe(polls);
    }

    /// <summary>How often each company is polled in a month, the eager first; each poll costs one call.</summary>
    private static int[] Month(int budget, int eager, int modest, int besides)
    {
        var due = new PriorityQueue<int, DateTimeOffset>();
        var polls = new int[eager + modest];
        for (var i = 0; i < polls.Length; i++) due.Enqueue(i, March.AddSeconds(i));
        while (due.TryDequeue(out var company, out var now) && now < March.AddMonths(1))
        {
            polls[company]++;
            var used = polls.Sum() + (long)(besides * (now - March).TotalDays);
            used.ShouldBeLessThanOrEqualTo(budget);
            var schedule = company < eager ? Eager : Modest;
            due.Enqueue(company, CallBudget.Pace(schedule, Use(budget, used, eager, modest), now).Next(schedule, now, now));
        }
        return polls;
    }

    private static CallUse Use(int budget, long used, int eager, int modest) =>
        new(budget, used, new Dictionary<int, int> { [Modest.PollsIn30Days] = modest, [Eager.PollsIn30Days] = eager });
}
