using System.Diagnostics;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Processes;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>How many webhooks a node takes, each durable before it is answered, all of one company.</summary>
internal sealed class Webhooks(StoreFactory stores) : IBenchmark
{
    private const int Posts = 4_000;
    private const int AtOnce = 16;
    private const int Bodies = 50;
    private const int EventsInABody = 1_000;

    private readonly Store _store = stores.Create();
    private SandboxProcess _sandbox = null!;
    private RunningNode _node = null!;
    private Company _company = null!;

    public async Task SetUpAsync()
    {
        _sandbox = await SandboxProcess.StartAsync();
        _company = await _sandbox.AddCompanyAsync(20, EventsInABody);
        _node = await RunningNode.StartAsync(_store, _sandbox);
        await _node.ConnectAsync(_company, 16);
        await _node.PollAsync(_company);
    }

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var bills = await _company.IdsAsync("Bill");
        using var webhook = new WebhookPost(_node, _sandbox);
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, Posts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) => await webhook.SendAsync(_company, [bills[i % bills.Count]]));
        var rate = Posts / Stopwatch.GetElapsedTime(start).TotalSeconds;
        start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Bodies).Select(_ => webhook.SendAsync(_company, bills)));
        var slowest = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return [new Figure("webhooks of one event taken, 16 at a time", rate, "a second"), new Figure("50 bodies of 1,000 events at once, the last", slowest, "ms", "3,000")];
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _sandbox.DisposeAsync();
        _store.Dispose();
    }
}
