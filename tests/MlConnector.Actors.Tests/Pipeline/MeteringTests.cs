using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class MeteringTests
{
    [Fact]
    public async Task Every_read_that_Intuit_meters_is_counted_once_and_a_restart_forgets_none()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 5);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        (await CountedAsync(pipeline)).ShouldBe(Metered(pipeline), "the first reading");

        // a deletion is confirmed by a read that fails, which costs nothing
        var vendor = pipeline.Company.Ids("Vendor")[0];
        pipeline.Company.Delete("Bill", pipeline.Company.Ids("Bill")[0]);
        pipeline.Company.AddBill(vendor, new LineEntry(10m));
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc*", Status = 503 });
        (await pipeline.PollAsync()).Outcome.ShouldStartWith("Failed");
        (await pipeline.PollAsync()).Outcome.ShouldBe("Completed");
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        await pipeline.PollAsync();
        var notice = new Notice(EntityType.Bill, pipeline.Company.Ids("Bill")[1], DateTimeOffset.UtcNow);
        await pipeline.Connector.NotifyAsync(new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = [notice] }, default);
        await Eventually.Holds(async () => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State.Board.ToRead.IsEmpty);
        (await CountedAsync(pipeline)).ShouldBe(Metered(pipeline));

        await pipeline.StopNodeAsync();
        await pipeline.StartNodeAsync();
        (await CountedAsync(pipeline)).ShouldBe(Metered(pipeline));
    }

    private static async Task<int> CountedAsync(PipelineHost pipeline) => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State.Calls.QuickBooks;

    private static int Metered(PipelineHost pipeline) =>
        pipeline.Sandbox.Journal.Requests.Count(r => r.Subject == pipeline.Company.RealmId && r.Kind.StartsWith("quickbooks.", StringComparison.Ordinal) && r.Status == 200);
}
