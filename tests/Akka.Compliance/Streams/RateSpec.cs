using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

/// <summary>Operators between a fast producer and a slow consumer.</summary>
public sealed class RateSpec : StreamSpec
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Batch_gathers_while_the_consumer_is_slow()
    {
        var batches = await Slowly(Source.From(Enumerable.Range(1, 10)).Batch(100, n => new List<int> { n }, Add));
        batches.SelectMany(b => b).ShouldBe(Enumerable.Range(1, 10));
        batches.Count.ShouldBeLessThan(10);
    }

    [Fact]
    public async Task Batch_gathers_no_more_than_its_limit()
    {
        var batches = await Slowly(Source.From(Enumerable.Range(1, 20)).Batch(4, n => new List<int> { n }, Add));
        batches.SelectMany(b => b).ShouldBe(Enumerable.Range(1, 20));
        batches.ShouldAllBe(b => b.Count <= 4);
    }

    private static List<int> Add(List<int> batch, int n)
    {
        batch.Add(n);
        return batch;
    }

    private async Task<IReadOnlyList<T>> Slowly<T>(Source<T, NotUsed> source)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = source.SelectAsync(1, async element =>
        {
            begun.TrySetResult();
            await _gate.Task;
            return element;
        }).RunWith(Sink.Seq<T>(), Materializer);
        await begun.Task.Soon();
        await AWhile;
        _gate.SetResult();
        return await seen.Soon();
    }
}
