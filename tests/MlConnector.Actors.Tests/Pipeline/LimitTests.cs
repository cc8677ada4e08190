using MlConnector.Sandbox.Http;

namespace MlConnector.Actors.Tests.Pipeline;

public class LimitTests
{
    [Fact]
    public async Task A_poll_that_met_a_broken_server_is_made_up_for_long_before_the_next_is_due()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 2);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var rule = pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc*", Times = 2, Status = 503, ContentType = "text/html", Body = "<html>unavailable</html>" });
        (await pipeline.PollAsync()).Outcome.ShouldStartWith("Failed");

        await Eventually.Holds(async () => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State.LastPoll!.Outcome == "Completed");
        rule.Hits.ShouldBe(2);
    }

    [Fact]
    public async Task A_throttled_poll_is_made_up_for_after_a_minute()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc*", Status = 429, ContentType = "application/xml", Body = "<Fault/>" });
        (await pipeline.PollAsync()).Outcome.ShouldContain("too many calls");

        await Eventually.Holds(async () =>
            (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.NextPollAt is { } next
            && next - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.FromSeconds(40) && wait <= TimeSpan.FromSeconds(60));
    }
}
