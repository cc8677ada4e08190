using System.Collections.Immutable;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public sealed class QueueSpec : StreamSpec
{
    [Fact]
    public async Task Offered_elements_flow_in_order()
    {
        var (queue, seen) = Source.Queue<int>(4, OverflowStrategy.Backpressure).ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        for (var n = 0; n < 100; n++) (await queue.OfferAsync(n).Soon()).ShouldBe(QueueOfferResult.Enqueued.Instance);
        queue.Complete();
        (await seen.Soon()).ShouldBe(Enumerable.Range(0, 100));
        await queue.WatchCompletionAsync().Soon();
    }

    [Fact]
    public async Task Under_back_pressure_an_offer_is_done_only_when_there_is_room()
    {
        var (queue, gate, seen) = Stuck(2, OverflowStrategy.Backpressure);
        await queue.OfferAsync(1).Soon();
        await queue.OfferAsync(2).Soon();
        await queue.OfferAsync(3).Soon();
        var late = queue.OfferAsync(4);
        await AWhile;
        late.IsCompleted.ShouldBeFalse();
        gate.SetResult();
        (await late.Soon()).ShouldBe(QueueOfferResult.Enqueued.Instance);
        queue.Complete();
        (await seen.Soon()).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_second_offer_may_not_wait_beside_the_first()
    {
        var (queue, _, _) = Stuck(1, OverflowStrategy.Backpressure);
        await queue.OfferAsync(1).Soon();
        await queue.OfferAsync(2).Soon();
        var waiting = queue.OfferAsync(3);
        var refused = queue.OfferAsync(4);
        await ((Task)refused).Soon().ContinueWith(_ => { });
        refused.IsFaulted.ShouldBeTrue();
        waiting.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_full_buffer_drops_the_new_element_where_it_is_told_to()
    {
        var (queue, gate, seen) = Stuck(2, OverflowStrategy.DropNew);
        foreach (var n in new[] { 1, 2, 3 }) await queue.OfferAsync(n).Soon();
        (await queue.OfferAsync(4).Soon()).ShouldBe(QueueOfferResult.Dropped.Instance);
        gate.SetResult();
        queue.Complete();
        (await seen.Soon()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_full_buffer_fails_the_stream_where_it_is_told_to()
    {
        var (queue, gate, seen) = Stuck(1, OverflowStrategy.Fail);
        await queue.OfferAsync(1).Soon();
        await queue.OfferAsync(2).Soon();
        _ = queue.OfferAsync(3);
        await queue.WatchCompletionAsync().Soon().ShouldThrowAsync<BufferOverflowException>();
        gate.SetResult();
        await seen.Soon().ShouldThrowAsync<BufferOverflowException>();
    }

    [Fact]
    public async Task Completing_lets_what_was_accepted_through()
    {
        var (queue, gate, seen) = Stuck(8, OverflowStrategy.Backpressure);
        for (var n = 1; n <= 5; n++) await queue.OfferAsync(n).Soon();
        queue.Complete();
        gate.SetResult();
        (await seen.Soon()).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Failing_fails_the_stream_and_its_watchers()
    {
        var (queue, seen) = Source.Queue<int>(4, OverflowStrategy.Backpressure).ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        queue.Fail(new Boom());
        await seen.Soon().ShouldThrowAsync<Boom>();
        await queue.WatchCompletionAsync().Soon().ShouldThrowAsync<Boom>();
    }

    [Fact]
    public async Task An_offer_to_an_ended_stream_is_not_accepted()
    {
        var queue = Source.Queue<int>(4, OverflowStrategy.Backpressure).Take(0).To(Sink.Ignore<int>()).Run(Materializer);
        await queue.WatchCompletionAsync().Soon();
        var accepted = false;
        try
        {
            accepted = await queue.OfferAsync(1).Soon() is QueueOfferResult.Enqueued;
        }
        catch (Exception e) when (e is not TimeoutException)
        {
        }
        accepted.ShouldBeFalse();
    }

    private (ISourceQueueWithComplete<int>, TaskCompletionSource, Task<IImmutableList<int>>) Stuck(int size, OverflowStrategy strategy)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (queue, seen) = Source.Queue<int>(size, strategy)
            .SelectAsync(1, async n =>
            {
                await gate.Task;
                return n;
            })
            .ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        return (queue, gate, seen);
    }
}
