using System.Diagnostics;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Compliance.Streams;

public sealed class TimedSpec : StreamSpec
{
    [Fact]
    public async Task Throttle_holds_elements_to_their_rate()
    {
        var clock = Stopwatch.StartNew();
        await Source.From(Enumerable.Range(0, 51)).Throttle(100, TimeSpan.FromSeconds(1), 1, ThrottleMode.Shaping)
            .RunWith(Sink.Ignore<int>(), Materializer).Soon();
        clock.ElapsedMilliseconds.ShouldBeInRange(450, 5000);
    }

    [Fact]
    public async Task Throttle_lets_a_burst_through_at_once()
    {
        var clock = Stopwatch.StartNew();
        await Source.From(Enumerable.Range(0, 20)).Throttle(1, TimeSpan.FromSeconds(10), 20, ThrottleMode.Shaping)
            .RunWith(Sink.Ignore<int>(), Materializer).Soon();
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task Throttle_that_enforces_fails_the_stream() =>
        await Source.From(Enumerable.Range(0, 10)).Throttle(1, TimeSpan.FromSeconds(10), 3, ThrottleMode.Enforcing)
            .RunWith(Sink.Ignore<int>(), Materializer).Soon().ShouldThrowAsync<OverflowException>();

    [Fact]
    public async Task Throttle_emits_the_element_that_waits_when_the_stream_ends() =>
        (await Source.From([1, 2]).Throttle(1, TimeSpan.FromMilliseconds(50), 1, ThrottleMode.Shaping)
            .RunWith(Sink.Seq<int>(), Materializer).Soon()).ShouldBe([1, 2]);

    [Fact]
    public async Task Grouped_within_closes_a_group_at_its_size()
    {
        var groups = await Source.From(Enumerable.Range(0, 7)).GroupedWithin(3, TimeSpan.FromSeconds(10)).Select(g => g.Count())
            .RunWith(Sink.Seq<int>(), Materializer).Soon();
        groups.ShouldBe([3, 3, 1]);
    }

    [Fact]
    public async Task Grouped_within_closes_a_group_after_its_time()
    {
        var (queue, groups) = Source.Queue<int>(4, OverflowStrategy.Backpressure).GroupedWithin(100, TimeSpan.FromMilliseconds(50)).Take(1)
            .ToMaterialized(Sink.Seq<IEnumerable<int>>(), Keep.Both).Run(Materializer);
        await queue.OfferAsync(1).Soon();
        (await groups.Soon()).Single().ShouldBe([1]);
    }

    [Fact]
    public async Task Grouped_within_emits_no_empty_group()
    {
        var groups = Never<int>().GroupedWithin(10, TimeSpan.FromMilliseconds(10)).Take(1).RunWith(Sink.Seq<IEnumerable<int>>(), Materializer);
        await AWhile;
        groups.IsCompleted.ShouldBeFalse();
    }
}
