using System.Diagnostics;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Engine;

/// <summary>What an entity holds that has done its work and waits.</summary>
internal sealed class Idle(StoreFactory stores) : IBenchmark
{
    private const int Entities = 20_000;

    public Task SetUpAsync() => Task.CompletedTask;

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var store = stores.Create();
        await using var node = await EngineNode.StartAsync(store);
        await node.AskAllAsync(Enumerable.Range(0, 2_000).Select(i => new Count($"first-{i}", 1)), 512);
        var (heap, working) = Now();
        await node.AskAllAsync(Enumerable.Range(0, Entities).Select(i => new Count($"idle-{i}", 1)), 512);
        var (heapAfter, workingAfter) = Now();
        return
        [
            new Figure("heap of an idle entity", (heapAfter - heap) / 1024.0 / Entities, "KB", "3"),
            new Figure("working set of an idle entity", (workingAfter - working) / 1024.0 / Entities, "KB"),
        ];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static (long Heap, long WorkingSet) Now()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        using var self = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), self.WorkingSet64);
    }
}
