using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public sealed class SourceSpec : StreamSpec
{
    [Fact]
    public async Task Single_and_empty_complete_after_what_they_have()
    {
        (await Source.Single(5).RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBe([5]);
        (await Source.Empty<int>().RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_fails() =>
        await Source.Failed<int>(new Boom()).RunWith(Sink.Ignore<int>(), Materializer).Soon().ShouldThrowAsync<Boom>();

    [Fact]
    public async Task A_source_produces_no_more_than_is_asked_for()
    {
        var produced = 0;
        var gate = new TaskCompletionSource();
        var done = Source.From(Enumerable.Range(0, 10_000).Select(_ => Interlocked.Increment(ref produced)))
            .SelectAsync(1, async n =>
            {
                await gate.Task;
                return n;
            })
            .RunWith(Sink.Ignore<int>(), Materializer);
        await Eventually(() => Volatile.Read(ref produced) > 0);
        await AWhile;
        Volatile.Read(ref produced).ShouldBeLessThan(64);
        gate.SetResult();
        await done.Soon();
        produced.ShouldBe(10_000);
    }

    [Fact]
    public async Task An_endless_stream_can_be_ended_from_outside()
    {
        var (kill, done) = Source.From(Enumerable.Repeat(1, int.MaxValue)).ViaMaterialized(KillSwitches.Single<int>(), Keep.Right).ToMaterialized(Sink.Ignore<int>(), Keep.Both)
            .Run(Materializer);
        await AWhile;
        kill.Shutdown();
        await done.Soon();
    }

    [Fact]
    public async Task Tick_emits_until_it_is_cancelled()
    {
        var count = 0;
        var (tick, done) = Source.Tick(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), "tick")
            .ToMaterialized(Sink.ForEach<string>(_ => Interlocked.Increment(ref count)), Keep.Both).Run(Materializer);
        await Eventually(() => Volatile.Read(ref count) >= 3);
        done.IsCompleted.ShouldBeFalse();
        tick.Cancel();
        await done.Soon();
        tick.IsCancellationRequested.ShouldBeTrue();
    }

    [Fact]
    public async Task An_async_sequence_is_drawn_on_demand_and_closed_at_the_end()
    {
        var closed = new TaskCompletionSource();
        (await Source.From(() => Sequence(closed)).Take(3).RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBe([0, 1, 2]);
        await closed.Task.Soon();
    }

    [Fact]
    public async Task A_failing_async_sequence_fails_the_stream()
    {
        await Source.From(Failing).RunWith(Sink.Ignore<int>(), Materializer).Soon().ShouldThrowAsync<Boom>();

        static async IAsyncEnumerable<int> Failing()
        {
            yield return 1;
            await Task.Yield();
            throw new Boom();
        }
    }

    private static async IAsyncEnumerable<int> Sequence(TaskCompletionSource closed)
    {
        try
        {
            for (var n = 0; ; n++)
            {
                await Task.Yield();
                yield return n;
            }
        }
        finally
        {
            closed.SetResult();
        }
    }
}
