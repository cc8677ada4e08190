using System.Diagnostics;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Engine;

/// <summary>Entities that are on disk alone: each recovers, persists one event and answers.</summary>
internal sealed class Cold(StoreFactory stores) : IBenchmark
{
    private const int Entities = 10_000;
    private const int AtOnce = 64;

    private readonly Store _store = stores.Create();

    public async Task SetUpAsync()
    {
        await using var node = await EngineNode.StartAsync(_store);
        await node.AskAllAsync(All(), 512);
    }

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        await using var node = await EngineNode.StartAsync(_store);
        // the region itself is up before the first that counts
        await node.AskAllAsync(Enumerable.Range(0, 1_000).Select(i => new HowMany($"other-{i}")), AtOnce);
        var start = Stopwatch.GetTimestamp();
        await node.AskAllAsync(All(), AtOnce);
        return [new Figure("cold starts, 64 at a time", Entities / Stopwatch.GetElapsedTime(start).TotalSeconds, "a second", "5,000")];
    }

    public ValueTask DisposeAsync()
    {
        _store.Dispose();
        return ValueTask.CompletedTask;
    }

    private static IEnumerable<IForTally> All() => Enumerable.Range(0, Entities).Select(i => new Count($"entity-{i}", 1));
}
