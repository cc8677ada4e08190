using Akka.Streams;
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

    [Fact]
    public async Task Batch_weighted_counts_weights()
    {
        var batches = await Slowly(Source.From([3, 3, 3, 9, 1]).BatchWeighted(6, n => n, n => new List<int> { n }, Add));
        batches.SelectMany(b => b).ShouldBe([3, 3, 3, 9, 1]);
        batches.ShouldAllBe(b => b.Count == 1 || b.Sum() <= 6);
    }

    [Fact]
    public async Task Conflate_folds_what_the_consumer_is_too_slow_for()
    {
        var sums = await Slowly(Source.From(Enumerable.Range(1, 100)).Conflate((a, b) => a + b));
        sums.Sum().ShouldBe(5050);
        sums.Count.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Buffer_that_drops_its_head_keeps_the_newest()
    {
        var seen = await Slowly(Source.From(Enumerable.Range(1, 100)).Buffer(3, OverflowStrategy.DropHead));
        seen.TakeLast(3).ShouldBe([98, 99, 100]);
        seen.Count.ShouldBeLessThan(100);
    }

    [Fact]
    public async Task Buffer_that_holds_back_loses_nothing() =>
        (await Slowly(Source.From(Enumerable.Range(1, 100)).Buffer(3, OverflowStrategy.Backpressure))).ShouldBe(Enumerable.Range(1, 100));

    [Fact]
    public async Task Buffer_that_fails_fails() =>
        await Should.ThrowAsync<BufferOverflowException>(Slowly(Source.From(Enumerable.Range(1, 100)).Buffer(3, OverflowStrategy.Fail)));

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
