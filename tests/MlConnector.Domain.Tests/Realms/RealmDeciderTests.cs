using System.Collections.Immutable;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Tests;

public class RealmDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly ConnectionSettings Settings = new(
        "Acme Books",
        new ServiceNowSettings("acme", "client", null, "apo", ImmutableSortedDictionary<string, string>.Empty, null, null),
        PollSchedule.Default,
        new DateOnly(2026, 1, 1));

    [Fact]
    public void Saving_what_is_saved_already_leaves_no_event()
    {
        var state = Connected();
        RealmDecider.Save(state, Settings with { Name = "Acme Books" }, null, null, false, Now).ShouldBeEmpty();
        RealmDecider.Save(state, Settings with { Name = "Acme" }, null, null, false, Now).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_change_without_secrets_keeps_the_stored_ones()
    {
        var state = Fold(Connected(), RealmDecider.Save(Connected(), Settings with { Name = "Acme" }, null, null, false, Now));
        state.ServiceNowSecret.ShouldBe(new SealedSecret("sealed"));
        state.Grant.ShouldNotBeNull();
    }

    [Fact]
    public void The_first_reading_starts_once_and_changes_are_followed_from_its_upper_end()
    {
        var start = SyncDecider.Start(Connected(), Now).ShouldNotBeNull();
        var state = Connected().Apply(start);
        state.Cursor.ShouldBe(Now - RealmDecider.Overlap);
        SyncDecider.Start(state, Now).ShouldBeNull();
    }

    [Fact]
    public void A_reading_goes_on_page_by_page_and_type_by_type()
    {
        var state = Connected().Apply(SyncDecider.Start(Connected(), Now)!);
        state = state.Apply(new SyncAdvanced(EntityType.Vendor, 1000, false, Now));
        state.Sync!.Position.ShouldBe(1001);
        state = state.Apply(new SyncAdvanced(EntityType.Vendor, 1000, false, Now, Now.AddDays(-9)));
        state.Sync!.Begins.ShouldBe(Now.AddDays(-9));
        state.Sync!.Position.ShouldBe(1);
        state = state.Apply(new SyncAdvanced(EntityType.Vendor, 1000, false, Now, Now.AddDays(-9)));
        state.Sync!.Position.ShouldBe(1001);
        state = state.Apply(new SyncAdvanced(EntityType.Vendor, 12, true, Now));
        state.Sync!.Types[0].ShouldBe(EntityType.Bill);
        state.Sync!.Position.ShouldBe(1);
    }

    [Fact]
    public void Calls_are_counted_by_month_and_a_page_of_an_older_journal_as_one()
    {
        var state = Connected().Apply(SyncDecider.Start(Connected(), Now)!);
        state = state.Apply(new SyncAdvanced(EntityType.Vendor, 1000, false, Now)).Apply(new SyncAdvanced(EntityType.Vendor, 1000, false, Now, null, 3));
        state = state.Apply(new PollFailed(new Reason("x", "x", "x"), 2, Now)).Apply(new PollCompleted(Now, 0, 1, Now));
        state.Calls.ShouldBe(new CallCount(new DateOnly(2026, 3, 1), 7));
        state.Apply(new PollCompleted(Now, 0, 1, Now.AddMonths(1))).Calls.ShouldBe(new CallCount(new DateOnly(2026, 4, 1), 1));
    }

    [Fact]
    public void A_cursor_that_change_data_capture_cannot_reach_any_more_has_the_gap_read_by_query()
    {
        var state = Connected() with { Cursor = Now - RealmDecider.LookBack - TimeSpan.FromSeconds(1), Started = [.. RealmDecider.Types] };
        SyncDecider.Start(state, Now)!.From.ShouldBe(state.Cursor!.Value);
        SyncDecider.Start(state with { Cursor = Now - TimeSpan.FromDays(28) }, Now).ShouldBeNull();
    }

    [Fact]
    public void The_cursor_never_goes_back()
    {
        RealmDecider.NextCursor(Now, Now + TimeSpan.FromMinutes(1)).ShouldBe(Now);
        RealmDecider.NextCursor(Now, Now + TimeSpan.FromMinutes(7)).ShouldBe(Now + TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void A_first_cursor_of_a_clock_that_runs_ahead_gives_way_to_the_time_of_QuickBooks()
    {
        // nothing before 12:07 was asked for, and QuickBooks is only at 12:02
        RealmDecider.NextCursor(Now + TimeSpan.FromMinutes(7), Now + TimeSpan.FromMinutes(2)).ShouldBe(Now - TimeSpan.FromMinutes(3));
        // an answer of another age is not believed
        RealmDecider.NextCursor(Now, Now - TimeSpan.FromDays(40)).ShouldBe(Now);
    }

    [Fact]
    public void A_refused_grant_needs_a_person_until_a_new_one_comes()
    {
        var refused = Connected().Apply(new GrantRefused(new Reason("invalid_grant", "Refused.", "Connect again."), Now));
        refused.Status.ShouldBe(RealmStatus.NeedsReconnect);
        refused.Apply(new GrantStored(Grant, "operator", Now)).Status.ShouldBe(RealmStatus.Active);
    }

    [Fact]
    public void Removing_a_connection_forgets_its_credentials()
    {
        var removed = Connected().Apply(new ConnectionRemoved(Now));
        removed.Status.ShouldBe(RealmStatus.Disconnected);
        removed.Grant.ShouldBeNull();
        removed.ServiceNowSecret.ShouldBeNull();
    }

    private static readonly Grant Grant = new(null, null, new SealedSecret("grant"), null, null);

    private static RealmState Connected() =>
        Fold(RealmState.Empty, RealmDecider.Save(RealmState.Empty, Settings, new SealedSecret("sealed"), new SealedSecret("grant"), false, Now));

    private static RealmState Fold(RealmState state, IEnumerable<IRealmEvent> events) => events.Aggregate(state, (s, e) => s.Apply(e));
}
