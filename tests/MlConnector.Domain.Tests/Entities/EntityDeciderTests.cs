using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests;

public class EntityDeciderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_revision_is_accepted_and_pending()
    {
        var state = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        state.Status.ShouldBe(EntityStatus.Pending);
        state.Number.ShouldBe(1);
        state.Latest!.Hash.ShouldBe("a");
    }

    [Fact]
    public void The_same_revision_again_is_a_duplicate_and_leaves_no_event()
    {
        var decision = Offer(Fold(Offer(EntityState.Empty, Rev(0, 0, "a"))), Rev(0, 0, "a", read: 30));
        decision.ShouldBe(new OfferDecision(OfferOutcome.Duplicate, null));
    }

    [Fact]
    public void An_older_revision_is_stale_whatever_its_version_says()
    {
        var state = Fold(Offer(EntityState.Empty, Rev(10, 3, "b")));
        Offer(state, Rev(5, 9, "a", read: 60)).ShouldBe(new OfferDecision(OfferOutcome.Stale, null));
    }

    [Fact]
    public void At_the_same_time_the_higher_version_is_newer()
    {
        var state = Fold(Offer(EntityState.Empty, Rev(10, 3, "b")));
        Offer(state, Rev(10, 4, "c")).Outcome.ShouldBe(OfferOutcome.Accepted);
        Offer(state, Rev(10, 2, "a")).Outcome.ShouldBe(OfferOutcome.Stale);
    }

    [Fact]
    public void A_change_that_bears_no_new_version_is_told_by_its_content_and_when_it_was_read()
    {
        var state = Fold(Offer(EntityState.Empty, Rev(10, 3, "b", read: 20)));
        Offer(state, Rev(10, 3, "c", read: 25)).Outcome.ShouldBe(OfferOutcome.Accepted);
        Offer(state, Rev(10, 3, "a", read: 15)).Outcome.ShouldBe(OfferOutcome.Stale);
    }

    [Fact]
    public void A_newer_version_of_the_same_content_is_remembered_so_that_nothing_between_passes_for_new()
    {
        var first = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var unchanged = Offer(first, Rev(20, 2, "a"));
        unchanged.Outcome.ShouldBe(OfferOutcome.Unchanged);
        var state = first.Apply(unchanged.Event!);
        state.Number.ShouldBe(1);
        Offer(state, Rev(10, 1, "b", read: 90)).Outcome.ShouldBe(OfferOutcome.Stale);
    }

    [Fact]
    public void A_deletion_is_taken_once_and_a_later_live_revision_brings_the_entity_back()
    {
        var live = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var gone = live.Apply(Offer(live, Revision.Deletion(Noon.AddSeconds(10), Noon.AddSeconds(11))).Event!);
        Offer(gone, Revision.Deletion(Noon.AddSeconds(40), Noon.AddSeconds(41))).Outcome.ShouldBe(OfferOutcome.Duplicate);
        Offer(gone, Rev(5, 1, "b", read: 50)).Outcome.ShouldBe(OfferOutcome.Stale);
        Offer(gone, Rev(20, 1, "b")).Outcome.ShouldBe(OfferOutcome.Accepted);
    }

    [Fact]
    public void The_end_of_an_older_revision_keeps_its_rows_and_leaves_the_newer_one_pending()
    {
        var first = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var second = first.Apply(Offer(first, Rev(1, 1, "b")).Event!);
        var ended = second.Apply(EntityDecider.Written(second, 1, Standing.Staged, [Row], 3, null, Noon)!);
        ended.Status.ShouldBe(EntityStatus.Pending);
        ended.Records.ShouldBe([Row]);
        ended.Apply(EntityDecider.Written(ended, 2, Standing.Staged, [Row], 1, null, Noon)!).Status.ShouldBe(EntityStatus.Staged);
    }

    [Fact]
    public void What_is_settled_is_not_settled_again()
    {
        var pending = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var staged = pending.Apply(EntityDecider.Written(pending, 1, Standing.Staged, [Row], 3, null, Noon)!);
        EntityDecider.Written(staged, 1, Standing.Staged, [Row], 3, null, Noon).ShouldBeNull();
        EntityDecider.Park(staged, 1, Why("x"), Noon).ShouldBeNull();
    }

    [Fact]
    public void The_rows_of_a_deletion_mark_the_entity_removed()
    {
        var live = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var gone = live.Apply(Offer(live, Revision.Deletion(Noon.AddSeconds(10), Noon.AddSeconds(11))).Event!);
        gone.Apply(EntityDecider.Written(gone, 2, Standing.Removed, [Row], 1, null, Noon)!).Status.ShouldBe(EntityStatus.Removed);
    }

    [Fact]
    public void A_lasting_outage_is_written_down_once()
    {
        var pending = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var deferred = pending.Apply(EntityDecider.Defer(pending, 1, Why("asleep"), Noon)!);
        deferred.Status.ShouldBe(EntityStatus.Pending);
        EntityDecider.Defer(deferred, 1, Why("asleep"), Noon).ShouldBeNull();
        EntityDecider.Defer(deferred, 1, Why("refused"), Noon).ShouldNotBeNull();
    }

    [Fact]
    public void A_replay_makes_a_parked_entity_pending_again()
    {
        var pending = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var parked = pending.Apply(EntityDecider.Park(pending, 1, Why("x"), Noon)!);
        parked.Apply(EntityDecider.Replay(parked, "r1", null, Noon)!).Status.ShouldBe(EntityStatus.Pending);
        EntityDecider.Replay(EntityState.Empty, "r1", null, Noon).ShouldBeNull();
    }

    [Theory]
    [InlineData(Standing.Staged, true, false)]
    [InlineData(Standing.Staged, false, true)]
    [InlineData(Standing.Ignored, true, true)]
    [InlineData(Standing.Ignored, false, false)]
    [InlineData(Standing.Removed, true, false)]
    [InlineData(Standing.Removed, false, false)]
    public void A_decision_is_taken_again_only_where_it_would_differ(Standing standing, bool concerned, bool again)
    {
        var pending = Fold(Offer(EntityState.Empty, Rev(0, 0, "a")));
        var settled = pending.Apply(EntityDecider.Written(pending, 1, standing, [Row], 1, null, Noon)!);

        var e = EntityDecider.Reconsider(settled, concerned, Reconsideration.Accounts, Noon);

        (e is not null).ShouldBe(again);
        if (e is not null) settled.Apply(e).Status.ShouldBe(EntityStatus.Pending);
        EntityDecider.Reconsider(pending, concerned, Reconsideration.Accounts, Noon).ShouldBeNull();
        EntityDecider.Reconsider(EntityState.Empty, concerned, Reconsideration.Accounts, Noon).ShouldBeNull();
    }

    private static readonly StagedRecord Row = new("sn_apo_invoice", "QBO-1-Bill-1", "0123");

    private static Reason Why(string code) => new(code, "It is so.", "Do something.");

    private static Revision Rev(int updated, long token, string hash, int read = 50) =>
        new(Noon.AddSeconds(updated), token, Noon.AddSeconds(read), hash, "{}");

    private static OfferDecision Offer(EntityState state, Revision revision) => EntityDecider.Offer(state, revision, "cdc", Noon);

    private static EntityState Fold(OfferDecision decision) => EntityState.Empty.Apply(decision.Event!);
}
