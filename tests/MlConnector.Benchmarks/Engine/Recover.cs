using System.Diagnostics;
using Akka.Actor;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Engine;

/// <summary>One actor reads its history.</summary>
internal sealed class Recover(StoreFactory stores) : IBenchmark
{
    private const int Events = 10_000;
    private const string Id = "long-lived";

    private readonly Store _store = stores.Create();
    private EngineNode _node = null!;

    public async Task SetUpAsync()
    {
        _node = await EngineNode.StartAsync(_store);
        var actor = _node.Start(Id);
        for (var i = 0; i < Events / 500; i++) await actor.Ask<int>(new CountAtOnce("", 500), EngineNode.Patience);
        await actor.GracefulStop(EngineNode.Patience);
    }

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var actor = _node.Start(Id);
        var recovered = await actor.Ask<int>(new HowMany(""), EngineNode.Patience);
        var time = Stopwatch.GetElapsedTime(start);
        if (recovered != Events) throw new InvalidOperationException($"{recovered} events were recovered.");
        await actor.GracefulStop(EngineNode.Patience);
        return [new Figure("recovery of 10,000 events", time.TotalMilliseconds, "ms", "100")];
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _store.Dispose();
    }
}
