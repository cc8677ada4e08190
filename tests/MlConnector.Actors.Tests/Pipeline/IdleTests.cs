using MlConnector.Domain;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Tests.Pipeline;

public class IdleTests
{
    [Fact]
    public async Task An_idle_company_with_webhooks_costs_4_calls_a_day_and_one_for_each_entity_told_of()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 5);
        var every = TimeSpan.FromHours(6);
        await pipeline.ConnectAsync(settings: pipeline.Settings() with { Schedule = PollSchedule.Default with { Every = every } });
        await pipeline.PollAsync();
        var before = await ViewAsync(pipeline);
        var ends = pipeline.Time.GetUtcNow() + TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1);

        for (var view = before; view.NextPollAt < ends; view = await ViewAsync(pipeline))
        {
            (view.NextPollAt!.Value - view.State.LastPoll!.At).ShouldBe(every, TimeSpan.FromSeconds(1));
            pipeline.Time.Ahead += view.NextPollAt.Value - pipeline.Time.GetUtcNow();
            await pipeline.PollAsync();
        }
        (await CallsAsync(pipeline) - before.State.Calls.QuickBooks).ShouldBe(4);

        var bill = pipeline.Company.Ids("Bill")[0];
        pipeline.Company.Edit("Bill", bill, b => b["PrivateNote"] = "edited");
        await pipeline.Connector.NotifyAsync(
            new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = [new Notice(EntityType.Bill, bill, pipeline.Time.GetUtcNow(), "e1")] }, default);
        await Eventually.Holds(() => pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["memo"] == "edited");
        (await CallsAsync(pipeline) - before.State.Calls.QuickBooks).ShouldBe(5);
    }

    private static async Task<ConnectionView> ViewAsync(PipelineHost pipeline) => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!;

    private static async Task<int> CallsAsync(PipelineHost pipeline) => (await ViewAsync(pipeline)).State.Calls.QuickBooks;
}
