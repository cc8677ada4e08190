using Microsoft.Extensions.Logging.Abstractions;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Tests.Writers;

public class WriterLanesTests
{
    private static readonly RealmId Realm = RealmId.Parse("310687");

    [Fact]
    public async Task What_was_sent_before_anybody_knew_that_there_is_no_table_for_it_is_not_tried()
    {
        var options = new ConnectorOptions { Provider = StoreProvider.Sqlite, ConnectionString = "" };
        // without a way to the instance whatever is tried fails
        using var lanes = new WriterLanes(null!, options, null!, TimeProvider.System, NullLoggerFactory.Instance);
        lanes.Set(new RealmTarget("w", Realm, null, null, null, [EntityType.BillPayment]));

        (await lanes.WriteAsync(Order(EntityType.BillPayment), default)).ShouldBeOfType<WriteOutcome.Off>().Reason.Code.ShouldBe("type-off");
        // what stands there already is kept up to date
        await Should.ThrowAsync<KeyNotFoundException>(() => lanes.WriteAsync(Order(EntityType.BillPayment, new StagedRecord("sn_apo_payment", "QBO-310687-BillPayment-9-25", "c537")), default));
        await Should.ThrowAsync<KeyNotFoundException>(() => lanes.WriteAsync(Order(EntityType.Bill), default));
    }

    private static Write Order(EntityType type, params StagedRecord[] known) =>
        new("w", new EntityId(Realm, type, "9"), 1, new WriteOrder(new StagingDocument([], null), new Dictionary<EntityId, string>(), known), false);
}
