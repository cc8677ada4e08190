using MlConnector.Actors.Realms;
using MlConnector.Domain;

namespace MlConnector.Actors.Tests.Realms;

public class UnsettledTests
{
    private static readonly EntityId Bill = EntityId.Parse("310687/Bill/25");

    private readonly Unsettled _unsettled = new();

    [Fact]
    public void An_entity_is_settled_when_its_revision_is()
    {
        _unsettled.Offered(Bill);
        _unsettled.Taken(Bill, 1);
        _unsettled.Settled(Bill, 1).ShouldBeTrue();
        _unsettled.Count.ShouldBe(0);
    }

    [Fact]
    public void What_needed_nothing_is_settled_at_once()
    {
        _unsettled.Offered(Bill);
        _unsettled.Taken(Bill, 0);
        _unsettled.Count.ShouldBe(0);
    }

    [Fact]
    public void The_end_may_be_heard_of_before_the_taking_over()
    {
        _unsettled.Offered(Bill);
        _unsettled.Settled(Bill, 1).ShouldBeFalse();
        _unsettled.Taken(Bill, 1);
        _unsettled.Count.ShouldBe(0);
    }

    [Fact]
    public void The_end_of_an_older_revision_does_not_settle_a_newer_one()
    {
        _unsettled.Offered(Bill);
        _unsettled.Settled(Bill, 1).ShouldBeFalse();
        _unsettled.Taken(Bill, 2);
        _unsettled.Count.ShouldBe(1);
        _unsettled.Settled(Bill, 2).ShouldBeTrue();
    }

    [Fact]
    public void Two_revisions_of_one_entity_are_settled_with_the_second()
    {
        _unsettled.Offered(Bill);
        _unsettled.Offered(Bill);
        _unsettled.Taken(Bill, 1);
        _unsettled.Settled(Bill, 1).ShouldBeFalse();
        _unsettled.Taken(Bill, 2);
        _unsettled.Settled(Bill, 2).ShouldBeTrue();
    }

    [Fact]
    public void A_reminded_entity_is_settled_by_whatever_it_was_at()
    {
        _unsettled.Reminded(Bill);
        _unsettled.Settled(Bill, 7).ShouldBeTrue();
    }
}
