using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests;

public sealed class SupplierChoiceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly EntityState Staged = EntityState.Empty
        .Apply(new RevisionAccepted(new Revision(Noon, 0, Noon, "a", "{}"), "cdc", Noon))
        .Apply(new RecordStaged(1, [new StagedRecord("sn_fin_supplier", "QBO-1-Vendor-46", "row-1")], 2, Noon));

    [Fact]
    public void A_choice_is_written_anew_under_a_number_of_its_own()
    {
        var state = Choose(Staged, "row-2");

        (state.Status, state.Number, state.MappedTo).ShouldBe((EntityStatus.Pending, 2, "row-2"));
        state.Records.ShouldBeEmpty();
    }

    [Fact]
    public void The_end_of_a_write_by_the_old_rules_leaves_the_choice_pending()
    {
        var pending = Choose(Staged, "row-2");
        var late = EntityDecider.Written(pending, 1, Standing.Staged, [new StagedRecord("sn_fin_supplier", "QBO-1-Vendor-46", "row-1")], 1, null, Noon);

        pending.Apply(late!).Status.ShouldBe(EntityStatus.Pending);
    }

    [Fact]
    public void The_same_choice_again_leaves_no_event_unless_the_vendor_is_parked()
    {
        var chosen = Choose(Staged, "row-2");

        EntityDecider.Map(chosen, "row-2", null, null, Noon).ShouldBeNull();
        var parked = chosen.Apply(new RecordParked(2, new Reason("supplier-gone", "It has gone.", "Choose."), Noon));
        EntityDecider.Map(parked, "row-2", null, null, Noon).ShouldNotBeNull();
    }

    [Fact]
    public void A_choice_taken_back_remembers_the_row_until_the_vendor_is_written_again()
    {
        var released = Choose(Staged, "row-2").Apply(EntityDecider.Map(Choose(Staged, "row-2"), null, null, null, Noon)!);

        (released.MappedTo, released.Released, released.Status).ShouldBe((null, "row-2", EntityStatus.Pending));
        released.Apply(new RecordParked(released.Number, new Reason("supplier-unmatched", "None fits.", "Choose."), Noon)).Released.ShouldBe("row-2");
        released.Apply(new RecordStaged(released.Number, [], 1, Noon)).Released.ShouldBeNull();
        EntityDecider.Map(Staged, null, null, null, Noon).ShouldBeNull();
    }

    private static EntityState Choose(EntityState state, string sysId) => state.Apply(EntityDecider.Map(state, sysId, "Pat", "so it is", Noon)!);
}
