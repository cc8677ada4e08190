using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Tests.Writers;

public class WriteJobTests
{
    [Theory]
    [InlineData(true, 2, true)]
    [InlineData(true, 1, false)]
    [InlineData(false, 2, false)]
    public void What_is_held_gives_way_to_a_newer_revision_only(bool held, long number, bool givesWay)
    {
        var job = new WriteJob(Write(1)) { Held = held };

        job.GivesWayTo(Write(number)).ShouldBe(givesWay);
        job.Dropped.ShouldBe(givesWay);
    }

    private static Write Write(long number) => new(
        "writer", new EntityId(RealmId.Parse("7"), EntityType.BillPayment, "1"), number, new WriteOrder(new StagingDocument([]), new Dictionary<EntityId, string>(), []), false);
}
