using Akka.Streams;
using Akka.Streams.Dsl;
using Akka.Streams.Supervision;

namespace Akka.Compliance.Streams;

public sealed class SelectAsyncSpec : StreamSpec
{
    [Fact]
    public async Task Ordered_results_come_in_the_order_of_their_elements()
    {
        var gates = Gates(3);
        var seen = Source.From([0, 1, 2]).SelectAsync(3, n => gates[n].Task).RunWith(Sink.Seq<int>(), Materializer);
        gates[2].SetResult(2);
        gates[1].SetResult(1);
        gates[0].SetResult(0);
        (await seen.Soon()).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task Unordered_results_come_as_they_are_ready()
    {
        var gates = Gates(3);
        var first = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var seen = Source.From([0, 1, 2]).SelectAsyncUnordered(3, n => gates[n].Task).Select(n =>
        {
            first.TrySetResult(n);
            return n;
        }).RunWith(Sink.Seq<int>(), Materializer);
        gates[2].SetResult(2);
        (await first.Task.Soon()).ShouldBe(2);
        gates[0].SetResult(0);
        gates[1].SetResult(1);
        (await seen.Soon()).Order().ShouldBe([0, 1, 2]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_more_run_at_once_than_its_parallelism(bool ordered)
    {
        var (open, most) = (0, 0);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var source = Source.From(Enumerable.Range(0, 60));
        var worked = ordered ? source.SelectAsync(4, Work) : source.SelectAsyncUnordered(4, Work);
        var seen = worked.RunWith(Sink.Seq<int>(), Materializer);
        await Eventually(() => Volatile.Read(ref open) == 4);
        await AWhile;
        gate.SetResult();
        (await seen.Soon()).Order().ShouldBe(Enumerable.Range(0, 60));
        most.ShouldBe(4);

        async Task<int> Work(int n)
        {
            OperatorSpec.InterlockedMax(ref most, Interlocked.Increment(ref open));
            await gate.Task;
            await Task.Yield();
            Interlocked.Decrement(ref open);
            return n;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_failed_task_fails_the_stream(bool ordered)
    {
        var source = Source.From(Enumerable.Range(0, 10));
        var worked = ordered ? source.SelectAsync(2, Odd) : source.SelectAsyncUnordered(2, Odd);
        (await Should.ThrowAsync<Exception>(worked.RunWith(Sink.Ignore<int>(), Materializer).Soon())).GetBaseException().ShouldBeOfType<Boom>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_a_resuming_decider_the_element_of_a_failed_task_is_dropped(bool ordered)
    {
        var source = Source.From(Enumerable.Range(0, 10));
        var worked = (ordered ? source.SelectAsync(3, Odd) : source.SelectAsyncUnordered(3, Odd))
            .WithAttributes(ActorAttributes.CreateSupervisionStrategy(Deciders.ResumingDecider));
        (await worked.RunWith(Sink.Seq<int>(), Materializer).Soon()).Order().ShouldBe([1, 3, 5, 7, 9]);
    }

    [Fact]
    public async Task With_a_resuming_decider_a_function_that_throws_costs_its_element()
    {
        var seen = await Source.From(Enumerable.Range(0, 4)).SelectAsync(2, n => n == 1 ? throw new Boom() : Task.FromResult(n))
            .WithAttributes(ActorAttributes.CreateSupervisionStrategy(Deciders.ResumingDecider))
            .RunWith(Sink.Seq<int>(), Materializer).Soon();
        seen.ShouldBe([0, 2, 3]);
    }

    [Fact]
    public async Task Work_in_flight_is_finished_before_the_stream_completes()
    {
        var gate = new TaskCompletionSource<int>();
        var (queue, seen) = Source.Queue<int>(4, OverflowStrategy.Backpressure).SelectAsync(2, _ => gate.Task)
            .ToMaterialized(Sink.Seq<int>(), Keep.Both).Run(Materializer);
        await queue.OfferAsync(1).Soon();
        await AWhile;
        queue.Complete();
        await AWhile;
        seen.IsCompleted.ShouldBeFalse();
        gate.SetResult(7);
        (await seen.Soon()).ShouldBe([7]);
    }

    private static async Task<int> Odd(int n)
    {
        await Task.Yield();
        return n % 2 == 1 ? n : throw new Boom();
    }

    private static TaskCompletionSource<int>[] Gates(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously))];
}
