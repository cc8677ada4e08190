using System.Diagnostics;
using Akka.Actor;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Engine;

/// <summary>Events a second, each durable before its actor asks for the next.</summary>
internal sealed class Persist(StoreFactory stores) : IBenchmark
{
    private readonly Store _store = stores.Create();
    private EngineNode _node = null!;

    public async Task SetUpAsync() => _node = await EngineNode.StartAsync(_store);

    public async Task<IReadOnlyList<Figure>> RunAsync() =>
    [
        await WithAsync(1, 2_000, null),
        await WithAsync(100, 200, null),
        await WithAsync(1_000, 60, "20,000"),
    ];

    private async Task<Figure> WithAsync(int actors, int each, string? aim)
    {
        var prefix = Guid.NewGuid().ToString("N");
        var started = Enumerable.Range(0, actors).Select(i => _node.Start($"{prefix}-{i}")).ToList();
        await Task.WhenAll(started.Select(a => a.Ask<int>(new HowMany(""), EngineNode.Patience)));
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(started.Select(a => a.Ask<int>(new Count("", each), EngineNode.Patience)));
        var time = Stopwatch.GetElapsedTime(start);
        foreach (var actor in started) _node.System.Stop(actor);
        return new Figure($"events persisted, {actors:N0} actors", actors * each / time.TotalSeconds, "a second", aim);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _store.Dispose();
    }
}
