using MlConnector.Domain;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Tests.Pipeline;

public class BudgetTests
{
    [Fact]
    public async Task Polling_slows_before_the_months_calls_are_used_up_stops_when_they_are_and_starts_afresh()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 2, budget: 40);
        await pipeline.ConnectAsync(settings: pipeline.Settings() with { Schedule = PollSchedule.Default });
        await pipeline.PollAsync();
        // the first reading goes on beside the first poll, and is seen after the second
        await pipeline.PollAsync();
        await Eventually.Holds(async () => (await ViewAsync(pipeline)).Pace is { Code: "calls-slowed" });
        (await ViewAsync(pipeline)).NextPollAt!.Value.ShouldBeGreaterThan(pipeline.Time.GetUtcNow().AddHours(1));

        // polls by hand go on to the end
        var polls = 0;
        while ((await pipeline.PollAsync()).Outcome == "Completed") (++polls).ShouldBeLessThan(40);

        var spent = await ViewAsync(pipeline);
        spent.State.Calls.QuickBooks.ShouldBe(40);
        spent.State.LastPoll!.Outcome.ShouldContain("used up");
        spent.State.Status.ShouldBe(RealmStatus.Active);
        var month = CallBudget.NextMonth(pipeline.Time.GetUtcNow());
        await Eventually.Holds(async () => await ViewAsync(pipeline) is { Pace.Code: "calls-spent", NextPollAt: { } next } && (next - month).Duration() < TimeSpan.FromSeconds(5));
        var notice = new Notice(EntityType.Bill, pipeline.Company.Ids("Bill")[0], pipeline.Time.GetUtcNow());
        await pipeline.Connector.NotifyAsync(new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = [notice] }, default);
        var calls = Reads(pipeline);
        calls.ShouldBe(40);

        await pipeline.StopNodeAsync();
        pipeline.Time.Ahead = month - DateTimeOffset.UtcNow;
        await pipeline.StartNodeAsync();
        await Eventually.Holds(async () => await ViewAsync(pipeline) is { Pace: not { Code: "calls-spent" }, State: { LastPoll.Outcome: "Completed", Board.ToRead.IsEmpty: true } });
        Reads(pipeline).ShouldBe(calls + (await ViewAsync(pipeline)).State.Calls.QuickBooks);
    }

    private static async Task<ConnectionView> ViewAsync(PipelineHost pipeline) => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!;

    private static int Reads(PipelineHost pipeline) => pipeline.Sandbox.Journal.Requests.Count(r => r.Subject == pipeline.Company.RealmId && r.Status == 200);
}
