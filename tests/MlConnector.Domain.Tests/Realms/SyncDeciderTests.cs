using System.Collections.Immutable;
using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Tests;

public class SyncDeciderTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset SyncFrom = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_cursor_that_is_too_old_has_the_gap_read_and_all_ids_compared_even_while_a_reading_is_under_way()
    {
        var state = Read() with { Cursor = Now.AddDays(-29).AddSeconds(-1), Sync = new FirstSync(Now.AddDays(-80), Now, [EntityType.Bill], 1) };
        var start = SyncDecider.Start(state, Now).ShouldNotBeNull();
        start.From.ShouldBe(Now.AddDays(-80));
        start.Types.ShouldBe(RealmDecider.Types);
        start.Sweep.ShouldBe(RealmDecider.Types);
        state.Apply(start).Cursor.ShouldBe(Now - RealmDecider.Overlap);
        SyncDecider.Start(state with { Cursor = Now.AddDays(-29).AddSeconds(1) }, Now).ShouldBeNull();
    }

    [Fact]
    public void A_reading_that_has_ended_can_still_be_put_into_words() => new FirstSync(SyncFrom, Now, [], 1).ToString().ShouldContain("Done = True");

    [Fact]
    public void Types_that_came_with_a_newer_version_are_read_from_the_start_and_the_cursor_stays()
    {
        var state = Connected().Apply(new SyncStarted(SyncFrom, Now.AddDays(-9), [EntityType.Vendor, EntityType.Bill], Now.AddDays(-9)))
            .Apply(new SyncAdvanced(EntityType.Vendor, 1, true, Now)).Apply(new SyncAdvanced(EntityType.Bill, 1, true, Now))
            .Apply(new PollCompleted(Now.AddMinutes(-20), 0, 1, Now));
        var start = SyncDecider.Start(state, Now).ShouldNotBeNull();
        start.Types.ShouldBe([EntityType.VendorCredit, EntityType.BillPayment, EntityType.JournalEntry]);
        start.From.ShouldBe(SyncFrom);
        start.Sweep.ShouldBeNull();
        var reading = state.Apply(start);
        reading.Cursor.ShouldBe(Now.AddMinutes(-20));
        SyncDecider.Start(reading, Now).ShouldBeNull();
        foreach (var type in start.Types) reading = reading.Apply(new SyncAdvanced(type, 1, true, Now));
        SyncDecider.Start(reading, Now).ShouldBeNull();
    }

    [Fact]
    public void A_snapshot_of_old_is_taken_to_have_read_what_every_version_did() =>
        SyncDecider.Start(Connected() with { Cursor = Now }, Now)!.Types.ShouldBe([EntityType.BillPayment, EntityType.JournalEntry]);

    [Fact]
    public void A_cut_answer_has_its_types_read_beside_what_was_left_and_their_ids_compared()
    {
        var state = Read() with { Sync = new FirstSync(Now.AddDays(-80), Now.AddDays(-1), [EntityType.BillPayment], 1) };
        var start = SyncDecider.Reread(state, [EntityType.Bill], Now, Now);
        start.From.ShouldBe(Now.AddDays(-80));
        start.Types.ShouldBe([EntityType.Bill, EntityType.BillPayment]);
        start.Sweep.ShouldBe([EntityType.Bill]);
        SyncDecider.Reread(Read(), [EntityType.Bill], Now, Now).From.ShouldBe(Read().Cursor!.Value);
    }

    [Fact]
    public void A_refused_cursor_counts_as_lost_unless_it_is_of_today()
    {
        SyncDecider.Refused(Read() with { Cursor = Now.AddDays(-2) }, Now)!.Sweep.ShouldBe(RealmDecider.Types);
        SyncDecider.Refused(Read() with { Cursor = Now.AddHours(-2) }, Now).ShouldBeNull();
    }

    [Fact]
    public void Changes_of_hours_that_are_too_many_for_one_answer_are_read_by_query()
    {
        var start = SyncDecider.TooBig(Read() with { Cursor = Now.AddHours(-2) }, Now).ShouldNotBeNull();
        (start.From, start.Until).ShouldBe((Now.AddHours(-2), Now));
        start.Types.ShouldBe(RealmDecider.Types);
        start.Sweep.ShouldBe(RealmDecider.Types);
        // that was done just now
        SyncDecider.TooBig(Read().Apply(start), Now.AddMinutes(30)).ShouldBeNull();
    }

    [Fact]
    public void A_company_that_was_reset_is_read_anew_from_the_first_day_on_once_a_day()
    {
        var start = SyncDecider.Reset(Read(), Now).ShouldNotBeNull();
        (start.From, start.Until).ShouldBe((SyncFrom, Now));
        start.Types.ShouldBe(RealmDecider.Types);
        start.Sweep.ShouldBe(RealmDecider.Types);
        SyncDecider.Reset(Read().Apply(start), Now.AddHours(23)).ShouldBeNull();
        SyncDecider.Reset(Read().Apply(start), Now.AddHours(25)).ShouldNotBeNull();
    }

    [Fact]
    public void Ids_are_compared_type_by_type_and_what_is_asked_for_twice_is_done_once()
    {
        var state = Read().Apply(new SweepRequested([EntityType.Vendor, EntityType.Bill], Now)).Apply(new SweepRequested([EntityType.Vendor], Now));
        state.NextToSweep.ShouldBe(EntityType.Vendor);
        state = state.Apply(new IdsSwept(EntityType.Vendor, 10, 0, 1, Now));
        state.NextToSweep.ShouldBe(EntityType.Bill);
        state.Apply(new IdsSwept(EntityType.Bill, 10, 0, 1, Now)).NextToSweep.ShouldBeNull();
    }

    [Fact]
    public void Rows_are_counted_once_though_a_page_begins_where_the_last_one_ended()
    {
        var sync = new FirstSync(SyncFrom, Now, [EntityType.Bill], 1, Passed: 0);
        // three pages of 3: 1 2 2, then 2 2 2 whose rows all bear one instant, then what follows them
        sync = sync.Page(3, SyncFrom.AddDays(2), 1).Page(3, SyncFrom.AddDays(2), 0);
        sync.Total(2).ShouldBe(1 + 3 + 2);
        sync.Page(3, SyncFrom.AddDays(3), 1).Total(1).ShouldBe(1 + 3 + 1 + 1);
        SyncDecider.Disagrees(sync, 2, 6).ShouldBeFalse();
        // what left the window while it was read is no disagreement
        SyncDecider.Disagrees(sync, 2, 5).ShouldBeFalse();
        SyncDecider.Disagrees(sync, 2, 7).ShouldBeTrue();
    }

    [Fact]
    public void A_type_that_disagrees_again_is_read_after_the_others_and_said_so_of_until_it_agrees()
    {
        var started = Connected().Apply(new SyncStarted(SyncFrom, Now, [EntityType.Vendor, EntityType.Bill], Now));
        var state = started.Apply(new SyncDisagreed(EntityType.Vendor, 9, 8, 1, Now));
        state.Sync!.Types[0].ShouldBe(EntityType.Vendor);
        state = state.Apply(new SyncDisagreed(EntityType.Vendor, 9, 8, 1, Now, true));
        state.Sync!.Types.ShouldBe([EntityType.Bill, EntityType.Vendor]);
        (state.Sync.Position, state.Sync.PageFrom, state.Sync.Passed).ShouldBe((1, null, 0));
        state = state.Apply(new SyncAdvanced(EntityType.Bill, 3, true, Now));
        SyncDecider.Notice(state).ShouldNotBeNull();
        SyncDecider.Notice(state.Apply(new SyncAdvanced(EntityType.Vendor, 9, true, Now))).ShouldBeNull();
    }

    [Fact]
    public void What_a_journal_of_old_does_not_tell_is_not_counted()
    {
        var state = Connected().Apply(new SyncStarted(SyncFrom, Now, RealmDecider.Types, Now)).Apply(new SyncAdvanced(EntityType.Vendor, 1000, false, Now, Now.AddDays(-9)));
        SyncDecider.Disagrees(state.Sync!, 1, 5000).ShouldBeFalse();
    }

    [Fact]
    public void A_first_day_that_is_moved_back_has_all_read_from_there_and_the_cursor_stays()
    {
        var (state, earlier) = (Read(), Connected().Settings! with { SyncFrom = new DateOnly(2025, 7, 1) });
        var start = RealmDecider.Save(state, earlier, null, null, false, Now).OfType<SyncStarted>().ShouldHaveSingleItem();
        start.From.ShouldBe(new DateTimeOffset(2025, 7, 1, 0, 0, 0, TimeSpan.Zero));
        start.Types.ShouldBe(RealmDecider.Types);
        state.Apply(start).Cursor.ShouldBe(state.Cursor);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public void A_first_day_that_stays_or_moves_on_has_nothing_read_again(int days) =>
        SyncDecider.Widened(Read(), Connected().Settings! with { SyncFrom = new DateOnly(2026, 1, 1).AddDays(days) }, Now).ShouldBeNull();

    [Fact]
    public void Before_the_first_reading_a_first_day_is_only_kept() =>
        SyncDecider.Widened(Connected(), Connected().Settings! with { SyncFrom = new DateOnly(2025, 7, 1) }, Now).ShouldBeNull();

    [Fact]
    public void A_window_that_is_not_read_yet_is_part_of_the_wider_one()
    {
        var state = Read() with { Sync = new FirstSync(Now.AddDays(-400), Now, [EntityType.Bill], 1) };
        SyncDecider.Widened(state, Connected().Settings! with { SyncFrom = new DateOnly(2025, 7, 1) }, Now)!.From.ShouldBe(Now.AddDays(-400));
    }

    private static RealmState Read() => Connected() with { Cursor = Now.AddMinutes(-20), Started = [.. RealmDecider.Types] };

    private static RealmState Connected() => RealmState.Empty with
    {
        Settings = new ConnectionSettings(
            "Acme Books",
            new ServiceNowSettings("acme", "client", null, "apo", ImmutableSortedDictionary<string, string>.Empty, null, null),
            PollSchedule.Default,
            new DateOnly(2026, 1, 1)),
    };
}
