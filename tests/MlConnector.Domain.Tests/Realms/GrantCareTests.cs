using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Tests;

public class GrantCareTests
{
    private static readonly DateTimeOffset Granted = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, 49, false)]
    [InlineData(100, 50, true)]
    [InlineData(30, 15, true)]
    [InlineData(null, 0.9, false)]
    [InlineData(null, 1, true)]
    public void A_grant_is_refreshed_once_half_of_its_life_is_over(int? life, double after, bool due)
    {
        var state = State(life is { } days ? Granted.AddDays(days) : null, null);
        GrantCare.RefreshDue(state, Granted.AddDays(after)).ShouldBe(due);
    }

    [Fact]
    public void A_refresh_puts_the_next_one_off()
    {
        var state = State(Granted.AddDays(100), null).Apply(new GrantStored(Grant(Granted.AddDays(150), null), GrantStored.FromRefresh, Granted.AddDays(50)));
        GrantCare.RefreshDue(state, Granted.AddDays(99)).ShouldBeFalse();
        GrantCare.RefreshDue(state, Granted.AddDays(100)).ShouldBeTrue();
    }

    [Fact]
    public void What_is_refused_or_gone_is_not_refreshed()
    {
        var state = State(Granted.AddDays(100), null);
        GrantCare.RefreshDue(state.Apply(new GrantRefused(new Reason("x", "x", "x"), Granted)), Granted.AddDays(60)).ShouldBeFalse();
        GrantCare.RefreshDue(state.Apply(new ConnectionRemoved(Granted)), Granted.AddDays(60)).ShouldBeFalse();
    }

    [Fact]
    public void The_hard_end_is_warned_of_30_and_7_days_ahead_and_each_once()
    {
        var ends = Granted.AddDays(1825);
        var state = State(Granted.AddDays(100), ends);
        var days = new List<(double, int)>();
        for (var hours = 0; hours < 60 * 24; hours += 6)
        {
            // each refresh says the end anew, a few seconds off
            state = state.Apply(new GrantStored(Grant(null, ends.AddSeconds(hours % 7)), GrantStored.FromRefresh, ends.AddDays(-59)));
            if (GrantCare.Warn(state, ends.AddDays(-60).AddHours(hours)) is not { } warning) continue;
            state = state.Apply(warning);
            days.Add((Math.Ceiling((ends - warning.At).TotalDays), warning.DaysAhead));
        }
        days.ShouldBe([(30, 30), (7, 7)]);
    }

    [Fact]
    public void Who_was_away_is_warned_late_and_once_and_a_new_grant_ends_the_matter()
    {
        var ends = Granted.AddDays(1825);
        var state = State(Granted.AddDays(100), ends);
        var warning = GrantCare.Warn(state, ends.AddDays(-3)).ShouldNotBeNull();
        warning.DaysAhead.ShouldBe(7);
        GrantCare.Warn(state.Apply(warning), ends.AddDays(-2)).ShouldBeNull();
        GrantCare.Notice(state.Grant, ends.AddDays(-2))!.Text.ShouldContain("2031-03-01");

        var renewed = state.Apply(warning).Apply(new GrantStored(Grant(null, ends.AddDays(1825)), GrantStored.FromAuthorization, ends.AddDays(-2)));
        GrantCare.Warn(renewed, ends.AddDays(-2)).ShouldBeNull();
        GrantCare.Notice(renewed.Grant, ends.AddDays(-2)).ShouldBeNull();
        GrantCare.Warn(renewed, ends.AddDays(1825 - 29))!.DaysAhead.ShouldBe(30);
    }

    private static RealmState State(DateTimeOffset? refreshExpires, DateTimeOffset? hardExpires) =>
        RealmState.Empty.Apply(new GrantStored(Grant(refreshExpires, hardExpires), GrantStored.FromAuthorization, Granted));

    private static Grant Grant(DateTimeOffset? refreshExpires, DateTimeOffset? hardExpires) =>
        new(new SealedSecret("access"), Granted, new SealedSecret("refresh"), refreshExpires, hardExpires);
}
