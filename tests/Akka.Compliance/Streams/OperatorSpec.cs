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
    public async Task Select_many_emits_all_of_each_sequence() =>
        (await Run(Numbers.Take(3).SelectMany(n => Enumerable.Repeat(n, n)))).ShouldBe([1, 2, 2, 3, 3, 3]);

    [Fact]
    public async Task Select_many_passes_over_empty_sequences() =>
        (await Run(Numbers.SelectMany(n => n == 5 ? new[] { n } : []))).ShouldBe([5]);

    [Fact]
    public async Task Take_and_skip_cut_at_their_counts() => (await Run(Numbers.Skip(3).Take(4))).ShouldBe([4, 5, 6, 7]);

    [Fact]
    public async Task Take_of_none_completes_at_once() => (await Run(Source.Never<int>().Take(0))).ShouldBeEmpty();

    [Fact]
    public async Task Take_cancels_what_is_above_it()
    {
        var ended = Source.Repeat(1).WatchTermination((_, end) => end).Take(3).To(Sink.Ignore<int>()).Run(Materializer);
        await ended.Soon();
    }

    [Fact]
    public async Task Take_while_ends_before_or_with_the_first_that_fails()
    {
        (await Run(Numbers.TakeWhile(n => n < 4))).ShouldBe([1, 2, 3]);
        (await Run(Numbers.TakeWhile(n => n < 4, inclusive: true))).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Scan_emits_its_zero_and_each_state() =>
        (await Run(Numbers.Take(3).Scan(0, (sum, n) => sum + n))).ShouldBe([0, 1, 3, 6]);

    [Fact]
    public async Task Scan_of_an_empty_stream_emits_its_zero() => (await Run(Source.Empty<int>().Scan(7, (sum, n) => sum + n))).ShouldBe([7]);

    [Fact]
    public async Task Aggregate_emits_once_at_the_end() => (await Run(Numbers.Aggregate(0, (sum, n) => sum + n))).ShouldBe([55]);

    [Fact]
    public async Task Grouped_emits_full_groups_and_the_rest() =>
        (await Run(Numbers.Grouped(4).Select(g => string.Join(",", g)))).ShouldBe(["1,2,3,4", "5,6,7,8", "9,10"]);

    [Fact]
    public async Task Concat_takes_all_of_one_and_then_all_of_the_other() =>
        (await Run(Numbers.Take(2).Concat(Source.From([8, 9])))).ShouldBe([1, 2, 8, 9]);

    [Fact]
    public async Task Merge_takes_all_of_both_and_keeps_the_order_of_each()
    {
        var merged = await Run(Numbers.Merge(Source.From(Enumerable.Range(101, 10))));
        merged.Where(n => n < 100).ShouldBe(Enumerable.Range(1, 10));
        merged.Where(n => n > 100).ShouldBe(Enumerable.Range(101, 10));
    }

    [Fact]
    public async Task Merge_completes_with_the_first_that_completes_only_if_told_to()
    {
        (await Run(Numbers.Merge(Source.Never<int>(), eagerComplete: true))).Count.ShouldBeLessThanOrEqualTo(10);
        var patient = Numbers.Merge(Source.Never<int>()).RunWith(Sink.Seq<int>(), Materializer);
        await AWhile;
        patient.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task An_operator_is_the_same_on_a_flow()
    {
        var flow = Flow.Create<int>().Where(n => n > 2).Select(n => n.ToString()).Take(2).Scan("", (all, n) => all + n);
        (await Run(Numbers.Via(flow))).ShouldBe(["", "3", "34"]);
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
