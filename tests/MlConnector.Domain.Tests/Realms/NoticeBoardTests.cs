using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Tests;

public class NoticeBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_event_is_heard_once_whatever_time_it_bears()
    {
        var state = Told(RealmState.Empty, Of("25", 0, "e1"));
        RealmDecider.Notify(state, [Of("25", 0, "e1"), Of("25", 60, "e1")], 5, Now).ShouldBeNull();
        RealmDecider.Notify(state, [Of("25", 60, "e2")], 5, Now).ShouldNotBeNull();
    }

    [Fact]
    public void A_change_as_late_as_one_that_was_heard_costs_nothing_also_without_an_event_id()
    {
        var state = Told(RealmState.Empty, Of("25", 10));
        RealmDecider.Notify(state, [Of("25", 10), Of("25", 5, "another")], 5, Now).ShouldBeNull();
        RealmDecider.Notify(state, [Of("26", 5)], 5, Now).ShouldNotBeNull();
        RealmDecider.Notify(state, [Of("25", 5) with { Type = EntityType.Vendor }], 5, Now).ShouldNotBeNull();
    }

    [Fact]
    public void Twins_in_one_body_are_one()
    {
        var told = RealmDecider.Notify(RealmState.Empty, [Of("25", 0, "e1"), Of("25", 0, "e1"), Of("25", 7, "e2")], 5, Now)!;
        told.Notices.Count.ShouldBe(2);
        RealmState.Empty.Apply(told).Board.ToRead.ShouldHaveSingleItem().Time.ShouldBe(Now.AddSeconds(7));
    }

    [Fact]
    public void A_few_are_read_one_by_one_and_more_are_polled()
    {
        RealmDecider.Notify(RealmState.Empty, Bills(1, 5), 5, Now)!.Burst.ShouldBeFalse();
        RealmDecider.Notify(RealmState.Empty, Bills(1, 6), 5, Now)!.Burst.ShouldBeTrue();
        var state = Told(RealmState.Empty, [.. Bills(1, 3)]);
        RealmDecider.Notify(state, Bills(4, 3), 5, Now)!.Burst.ShouldBeTrue();
        RealmDecider.Notify(state, [Of("1", 99), Of("2", 99)], 3, Now)!.Burst.ShouldBeFalse();
    }

    [Fact]
    public void A_burst_replaces_the_single_reads_and_ends_with_a_poll_that_began_after_it()
    {
        var state = Told(Told(RealmState.Empty, Of("1", 0)), [.. Bills(2, 9)]);
        state.Board.ToRead.ShouldBeEmpty();
        state.Board.PollNeeded.ShouldBeTrue();
        var asked = state.Board.Bursts;
        state = Told(state, [.. Bills(20, 9)]);
        state.Apply(new BurstsAnswered(asked, Now)).Board.PollNeeded.ShouldBeTrue();
        state.Apply(new BurstsAnswered(state.Board.Bursts, Now)).Board.PollNeeded.ShouldBeFalse();
    }

    [Fact]
    public void A_read_leaves_what_was_told_while_it_was_under_way()
    {
        var state = Told(Told(RealmState.Empty, Of("1", 0)), Of("1", 5));
        state.Apply(new NoticeAnswered(EntityType.Bill, "1", Now, 1, Now)).Board.ToRead.ShouldHaveSingleItem();
        state.Apply(new NoticeAnswered(EntityType.Bill, "1", Now.AddSeconds(5), 1, Now)).ShouldSatisfyAllConditions(
            s => s.Board.ToRead.ShouldBeEmpty(), s => s.Calls.QuickBooks.ShouldBe(1));
    }

    [Fact]
    public void A_merge_has_all_changes_polled_beside_what_it_names_and_is_heard_once()
    {
        var merge = new Notice(EntityType.Vendor, "7", Now, "e9", Merge: true);
        var state = Told(RealmState.Empty, new Notice(EntityType.Vendor, "7", Now, "e8"));
        var told = RealmDecider.Notify(state, [merge, new Notice(EntityType.Vendor, "8", Now, "e9")], 5, Now)!;
        told.Notices.Count.ShouldBe(2);
        state = state.Apply(told);
        state.Board.PollNeeded.ShouldBeTrue();
        state.Board.ToRead.Select(n => n.Id).ShouldBe(["7", "8"], ignoreOrder: true);
        RealmDecider.Notify(state, [merge], 5, Now).ShouldBeNull();
    }

    [Fact]
    public void A_merge_outlives_a_burst_and_a_later_change_of_the_same_vendor()
    {
        var merge = new Notice(EntityType.Vendor, "7", Now, "e1", Merge: true);
        var state = Told(RealmState.Empty, merge);
        state = Told(state, new Notice(EntityType.Vendor, "7", Now.AddSeconds(1), "e2"));
        state = state.Apply(new ChangesNotified([new Notice(EntityType.Bill, "1", Now, "e3")], true, Now));
        state.Board.ToRead.ShouldHaveSingleItem().ShouldBe(new Notice(EntityType.Vendor, "7", Now.AddSeconds(1), "e2", Merge: true));
    }

    [Fact]
    public void What_is_remembered_stays_bounded()
    {
        var state = RealmState.Empty;
        for (var i = 0; i < 10; i++) state = Told(state, [.. Bills(i * 1000, 1000)]);
        state.Board.Heard.Length.ShouldBe(NoticeBoard.MostHeard);
        RealmDecider.Notify(state, Bills(9000, 1000), 5, Now).ShouldBeNull();
    }

    [Fact]
    public void A_removed_connection_forgets_what_it_was_told() =>
        Told(RealmState.Empty, Of("1", 0)).Apply(new ConnectionRemoved(Now)).Board.ShouldBe(NoticeBoard.Empty);

    private static Notice Of(string id, int seconds, string? eventId = null) => new(EntityType.Bill, id, Now.AddSeconds(seconds), eventId);

    private static IReadOnlyList<Notice> Bills(int first, int count) => [.. Enumerable.Range(first, count).Select(i => Of($"{i}", 0, $"e{i}"))];

    private static RealmState Told(RealmState state, params Notice[] notices) => state.Apply(RealmDecider.Notify(state, notices, 5, Now)!);
}
