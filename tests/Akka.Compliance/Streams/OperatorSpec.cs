using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public sealed class OperatorSpec : StreamSpec
{
    private static readonly Source<int, NotUsed> Numbers = Source.From(Enumerable.Range(1, 10));

    [Fact]
    public async Task Select_and_where_keep_the_order() =>
        (await Run(Numbers.Where(n => n % 2 == 0).Select(n => n * 10))).ShouldBe([20, 40, 60, 80, 100]);

    [Fact]
    public async Task Take_cuts_at_its_count() => (await Run(Numbers.Take(4))).ShouldBe([1, 2, 3, 4]);

    [Fact]
    public async Task Take_of_none_completes_at_once() => (await Run(Never<int>().Take(0))).ShouldBeEmpty();

    [Fact]
    public async Task Take_cancels_what_is_above_it()
    {
        var queue = Source.Queue<int>(4, OverflowStrategy.Backpressure).Take(1).To(Sink.Ignore<int>()).Run(Materializer);
        await queue.OfferAsync(1).Soon();
        await queue.WatchCompletionAsync().Soon();
    }

    [Fact]
    public async Task An_operator_is_the_same_on_a_flow()
    {
        var flow = Flow.Create<int>().Where(n => n > 8).Select(n => n.ToString()).SelectAsync(2, n => Task.FromResult(n + "!"))
            .Throttle(1000, TimeSpan.FromSeconds(1), 10, ThrottleMode.Shaping);
        (await Run(Numbers.Via(flow))).ShouldBe(["9!", "10!"]);
    }

    [Fact]
    public async Task A_blueprint_can_be_run_again()
    {
        var graph = Numbers.Select(n => n * 2).ToMaterialized(Sink.Seq<int>(), Keep.Right);
        (await graph.Run(Materializer).Soon()).ShouldBe(await graph.Run(Materializer).Soon());
    }

    private async Task<IReadOnlyList<T>> Run<T, TMat>(Source<T, TMat> source) => await source.RunWith(Sink.Seq<T>(), Materializer).Soon();

    internal static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen) { }
    }
}
