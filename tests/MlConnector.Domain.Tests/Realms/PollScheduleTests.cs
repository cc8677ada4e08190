using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Tests;

public class PollScheduleTests
{
    private static readonly PollSchedule Office = new(
        TimeSpan.FromMinutes(5), "America/Los_Angeles", DaysOfWeek.Mon | DaysOfWeek.Tue | DaysOfWeek.Wed | DaysOfWeek.Thu | DaysOfWeek.Fri,
        new TimeOnly(6, 0), new TimeOnly(20, 0), new ClosingDays(2, 3, TimeSpan.FromMinutes(1)));

    [Theory]
    [InlineData("2026-06-10T09:00:00-07:00", "2026-06-10T09:02:00-07:00", "2026-06-10T09:05:00-07:00")] // inside: the interval
    [InlineData("2026-06-10T09:00:00-07:00", "2026-06-10T09:30:00-07:00", "2026-06-10T09:30:00-07:00")] // overdue: now
    [InlineData("2026-06-10T19:58:00-07:00", "2026-06-10T19:59:00-07:00", "2026-06-11T06:00:00-07:00")] // past the end: the next morning
    [InlineData("2026-06-12T19:58:00-07:00", "2026-06-12T20:30:00-07:00", "2026-06-15T06:00:00-07:00")] // Friday evening: Monday
    [InlineData("2026-06-30T09:00:00-07:00", "2026-06-30T09:00:30-07:00", "2026-06-30T09:01:00-07:00")] // the month's last days: every minute
    [InlineData("2026-01-31T19:59:50-08:00", "2026-01-31T20:00:10-08:00", "2026-02-01T06:00:00-08:00")] // closing works on a Sunday too
    public void The_next_poll_follows_the_companys_calendar(string last, string now, string expected) =>
        Office.Next(DateTimeOffset.Parse(last), DateTimeOffset.Parse(now)).ShouldBe(DateTimeOffset.Parse(expected));

    [Fact]
    public void A_window_may_reach_past_midnight()
    {
        var night = Office with { From = new TimeOnly(22, 0), To = new TimeOnly(4, 0), Closing = null };
        var now = DateTimeOffset.Parse("2026-06-11T01:00:00-07:00");
        night.Next(null, now).ShouldBe(now);
        night.Next(null, DateTimeOffset.Parse("2026-06-11T05:00:00-07:00")).ShouldBe(DateTimeOffset.Parse("2026-06-11T22:00:00-07:00"));
    }

    [Fact]
    public void A_window_that_opens_in_the_hour_that_summer_time_leaves_out_opens_after_it()
    {
        var early = Office with { Days = DaysOfWeek.All, From = new TimeOnly(2, 30), To = new TimeOnly(20, 0), Closing = null };
        early.Next(null, DateTimeOffset.Parse("2026-03-08T01:00:00-08:00")).ShouldBe(DateTimeOffset.Parse("2026-03-08T03:00:00-07:00"));
    }

    [Theory]
    [InlineData("00:05", "00:00", "00:00", 288)]
    [InlineData("00:05", "06:00", "20:00", 168)]
    [InlineData("01:00", "00:00", "00:00", 24)]
    [InlineData("06:00", "00:00", "00:00", 4)]
    [InlineData("1.00:00", "00:00", "00:00", 1)]
    public void A_day_has_as_many_polls_as_its_schedule_says(string every, string from, string to, int polls)
    {
        var schedule = PollSchedule.Default with { Every = TimeSpan.Parse(every), From = TimeOnly.Parse(from), To = TimeOnly.Parse(to) };
        var day = DateTimeOffset.Parse("2026-06-10T00:00:00Z");
        var count = 0;
        for (var at = schedule.Next(null, day); at < day.AddDays(1); at = schedule.Next(at, at)) count++;
        count.ShouldBe(polls);
        schedule.PollsIn30Days.ShouldBe(30 * polls);
    }

    [Fact]
    public void Without_a_poll_before_it_is_due_at_once() =>
        PollSchedule.Default.Next(null, DateTimeOffset.UnixEpoch).ShouldBe(DateTimeOffset.UnixEpoch);
}
