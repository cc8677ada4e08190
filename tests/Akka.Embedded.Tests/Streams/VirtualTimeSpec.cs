using System.Text;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Embedded.Tests.Streams;

public sealed class VirtualTimeSpec
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Throttle_follows_virtual_time_exactly()
    {
        var (runtime, materializer) = World(seed: 1);
        var seen = new List<TimeSpan>();
        Source.From(Enumerable.Range(0, 9)).Throttle(4, TimeSpan.FromSeconds(1), 2, ThrottleMode.Shaping)
            .RunForeach(_ => seen.Add(runtime.Time.GetUtcNow() - Start), materializer);
        runtime.Advance(TimeSpan.FromSeconds(10));
        seen.Select(at => at.TotalMilliseconds).ShouldBe([0, 0, 250, 500, 750, 1000, 1250, 1500, 1750]);
    }

    [Fact]
    public void Throttle_whose_interval_is_no_whole_tick_does_not_drift()
    {
        var (runtime, materializer) = World(seed: 1);
        var last = TimeSpan.Zero;
        Source.From(Enumerable.Range(0, 3001)).Throttle(3, TimeSpan.FromSeconds(1), 1, ThrottleMode.Shaping)
            .RunForeach(_ => last = runtime.Time.GetUtcNow() - Start, materializer);
        runtime.Advance(TimeSpan.FromSeconds(2000));
        (last - TimeSpan.FromSeconds(1000)).Duration().ShouldBeLessThan(TimeSpan.FromTicks(10));
    }

    [Fact]
    public void A_group_closes_at_its_instant()
    {
        var (runtime, materializer) = World(seed: 1);
        var seen = new List<(double At, int Count)>();
        Source.Tick(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10), "tick").GroupedWithin(100, TimeSpan.FromMilliseconds(95)).Take(3)
            .RunForeach(group => seen.Add(((runtime.Time.GetUtcNow() - Start).TotalMilliseconds, group.Count())), materializer);
        runtime.Advance(TimeSpan.FromSeconds(1));
        seen.ShouldBe([(105, 10), (205, 10), (305, 10)]);
    }

    [Fact]
    public void One_seed_gives_one_trace() => Trace(seed: 7).ShouldBe(Trace(seed: 7));

    [Fact]
    public void Seeds_differ_in_what_runs_first() => Enumerable.Range(0, 20).Select(Trace).Distinct().Count().ShouldBeGreaterThan(1);

    private static string Trace(int seed)
    {
        var (runtime, materializer) = World(seed);
        var trace = new StringBuilder();
        for (var s = 0; s < 3; s++)
        {
            var stream = s;
            Source.From(Enumerable.Range(0, 4)).SelectAsyncUnordered(2, async n =>
            {
                await Wait(runtime, TimeSpan.FromMilliseconds(n % 2 * 10));
                return n;
            }).RunForeach(n => trace.Append($"{stream}:{n} "), materializer);
        }
        runtime.Advance(TimeSpan.FromSeconds(1));
        trace.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(12);
        return trace.ToString();
    }

    private static Task Wait(SimulatedRuntime runtime, TimeSpan time)
    {
        var over = new TaskCompletionSource();
        runtime.Time.CreateTimer(_ => over.SetResult(), null, time, Timeout.InfiniteTimeSpan);
        return over.Task;
    }

    private static (SimulatedRuntime, IMaterializer) World(int seed)
    {
        var runtime = new SimulatedRuntime(seed, Start);
        return (runtime, ActorSystem.Create("streams", ActorSystemSetup.Create(new EngineSetup(runtime))).Materializer());
    }
}
