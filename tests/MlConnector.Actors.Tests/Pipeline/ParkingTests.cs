using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>One record that cannot be written holds up what refers to it, and nobody else.</summary>
public class ParkingTests
{
    [Fact]
    public async Task A_bill_waits_behind_its_supplier_and_not_behind_its_neighbours()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (refused, well) = (pipeline.Company.AddVendor("Refused Inc"), pipeline.Company.AddVendor("Well Inc"));
        var waiting = Enumerable.Range(0, 3).Select(_ => pipeline.Company.AddBill(refused, new LineEntry(10m))).ToList();
        var flowing = Enumerable.Range(0, 3).Select(_ => pipeline.Company.AddBill(well, new LineEntry(20m))).ToList();
        pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Method = "POST", Path = "*/table/sn_fin_supplier", BodyContains = "Refused Inc", Status = 403,
            Body = """{"error":{"message":"Operation Failed","detail":"Data Policy Exception: The following fields are mandatory: Tax id"},"status":"failure"}""",
        });
        await pipeline.ConnectAsync();
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => flowing.All(b => pipeline.Rows("sn_apo_invoice", $"correlation_id=QBO-{pipeline.Realm}-Bill-{b}").Count == 1));
        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.Bill, waiting[2])).State.Reason is not null);

        var vendor = await pipeline.EntityAsync(EntityType.Vendor, refused);
        vendor.State.Status.ShouldBe(EntityStatus.Parked);
        // the request, the answer, the class of the fault and the next step; and nothing that is secret
        var reason = vendor.History.OfType<RecordParked>().ShouldHaveSingleItem().Reason;
        reason.Code.ShouldBe("servicenow-forbidden");
        foreach (var part in new[] { "an insert into sn_fin_supplier", "403", "The following fields are mandatory: Tax id" }) reason.Text.ShouldContain(part);
        reason.NextStep.ShouldContain("replay");
        reason.ToString().ShouldNotContain(pipeline.Sandbox.ServiceNow.Settings.ClientSecret);
        foreach (var bill in waiting)
        {
            var state = (await pipeline.EntityAsync(EntityType.Bill, bill)).State;
            state.Status.ShouldBe(EntityStatus.Pending);
            state.Reason!.Text.ShouldContain($"Vendor {refused}");
        }

        // the read side, which the filter goes by, may be a moment behind the journal
        var replay = new ReplayFilter([EntityType.Vendor], [refused], null, null, null, false, "the policy was changed");
        await Eventually.Holds(async () => (await pipeline.Connector.ReplayAsync(pipeline.Realm, replay, default))!.Matched == 1);

        await Eventually.Holds(() => waiting.All(b => pipeline.Rows("sn_apo_invoice", $"correlation_id=QBO-{pipeline.Realm}-Bill-{b}").Count == 1));
    }

    [Fact]
    public async Task After_an_outage_everything_drains_by_itself_as_it_stands_now()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 20);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var outage = pipeline.Sandbox.Faults.Add(new FaultRule { Path = "/servicenow/*", Times = int.MaxValue, Status = 503, ContentType = "text/html", Body = "<html>maintenance</html>" });
        var bills = pipeline.Company.Ids("Bill");
        foreach (var memo in new[] { "first", "second" })
        {
            foreach (var bill in bills) pipeline.Company.Edit("Bill", bill, b => b["PrivateNote"] = memo);
            var added = pipeline.Company.AddBill(pipeline.Company.AddVendor($"Of the {memo} day"), new LineEntry(7m));
            await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
            await Eventually.Holds(async () => (await pipeline.Connector.EntityAsync(new EntityId(pipeline.Realm, EntityType.Bill, added), default)) is not null);
        }
        await Eventually.Holds(() => outage.Hits > 3);

        pipeline.Sandbox.Faults.Clear();

        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice", "memo=second").Count == 20 && pipeline.Rows("sn_apo_invoice").Count == 22);
        pipeline.Rows("sn_apo_invoice").Select(r => r["correlation_id"]).ShouldBeUnique();
        pipeline.Rows("sn_fin_supplier").Count.ShouldBe(4);
    }
}
