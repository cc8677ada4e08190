using Akka.Actor;
using Akka.Actor.Setup;

namespace Akka.Embedded.Tests;

public sealed class SimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void One_seed_gives_one_trace() => Trace(seed: 7).ShouldBe(Trace(seed: 7));

    [Fact]
    public void Different_seeds_reach_different_interleavings() =>
        Enumerable.Range(0, 10).Select(seed => string.Join(' ', Trace(seed))).Distinct().Count().ShouldBeGreaterThan(5);

    [Fact]
    public void Timers_fire_in_order_of_virtual_time()
    {
        var (runtime, system) = Simulate(seed: 1);
        List<string> trace = [];
        foreach (var seconds in new[] { 30, 10, 20 })
            system.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(seconds), () => trace.Add($"{system.Scheduler.Now - Start:mm\\:ss}"));

        runtime.Advance(TimeSpan.FromSeconds(25));
        trace.ShouldBe(["00:10", "00:20"]);
        runtime.Advance(TimeSpan.FromSeconds(25));
        trace.ShouldBe(["00:10", "00:20", "00:30"]);
        system.Scheduler.Now.ShouldBe(Start.AddSeconds(50));
    }

    [Fact]
    public void What_an_actor_awaits_goes_on_in_the_simulation()
    {
        var (runtime, system) = Simulate(seed: 3);
        var thread = Environment.CurrentManagedThreadId;
        var threads = new List<int>();
        var actor = system.ActorOf(Props.Create(() => new Waiter(threads)));

        var answer = actor.Ask<string>("sleep");
        runtime.RunUntilIdle();
        answer.IsCompleted.ShouldBeFalse();

        runtime.Advance(TimeSpan.FromHours(1));
        answer.IsCompletedSuccessfully.ShouldBeTrue();
        threads.ShouldAllBe(id => id == thread);
    }

    [Fact]
    public void A_simulated_system_ends_when_it_is_told_to()
    {
        var (runtime, system) = Simulate(seed: 5);
        var end = system.Terminate();
        runtime.RunUntilIdle();
        end.IsCompletedSuccessfully.ShouldBeTrue();
    }

    private static List<string> Trace(int seed)
    {
        var (runtime, system) = Simulate(seed);
        List<string> trace = [];
        var sink = system.ActorOf(Props.Create(() => new Sink(trace)), "sink");
        for (var n = 0; n < 4; n++) system.ActorOf(Props.Create(() => new Talker(sink)), $"talker-{n}").Tell(3);
        runtime.Advance(TimeSpan.FromMinutes(1));
        trace.Count.ShouldBe(12);
        return trace;
    }

    private static (SimulatedRuntime, ActorSystem) Simulate(int seed)
    {
        var runtime = new SimulatedRuntime(seed, Start);
        var system = ActorSystem.Create("sim", ActorSystemSetup.Create(new EngineSetup(runtime)));
        runtime.RunUntilIdle();
        return (runtime, system);
    }

    private sealed class Sink : ReceiveActor
    {
        public Sink(List<string> trace) => ReceiveAny(message => trace.Add($"{Sender.Path.Name}:{message}"));
    }

    private sealed class Talker : ReceiveActor
    {
        public Talker(IActorRef sink) => ReceiveAsync<int>(async left =>
        {
            sink.Tell(left);
            await Task.Yield();
            if (left > 1) Self.Tell(left - 1);
        });
    }

    private sealed class Waiter : ReceiveActor
    {
        public Waiter(List<int> threads) => ReceiveAsync<string>(async _ =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            var alarm = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Context.System.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromMinutes(30), alarm.SetResult);
            await alarm.Task;
            threads.Add(Environment.CurrentManagedThreadId);
            Sender.Tell("awake");
        });
    }
}
