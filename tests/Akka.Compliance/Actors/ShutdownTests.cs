using System.Collections.Concurrent;
using Akka;
using Akka.Actor;
using Akka.Configuration;

namespace Compliance.Actors;

public sealed class ShutdownTests
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Phases_run_in_their_order_whatever_the_order_of_adding_and_then_the_system_ends()
    {
        var system = ActorSystem.Create("phases");
        var ran = new ConcurrentQueue<string>();
        string[] order =
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceUnbind, CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseServiceStop, CoordinatedShutdown.PhaseBeforeClusterShutdown, CoordinatedShutdown.PhaseClusterShardingShutdownRegion,
            CoordinatedShutdown.PhaseClusterLeave, CoordinatedShutdown.PhaseClusterExiting, CoordinatedShutdown.PhaseClusterExitingDone,
            CoordinatedShutdown.PhaseClusterShutdown, CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
        ];
        foreach (var phase in order.Reverse()) CoordinatedShutdown.Get(system).AddTask(phase, "note", () => Note(ran, phase));

        await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Long);

        ran.ShouldBe(order);
        system.WhenTerminated.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task It_runs_once()
    {
        var system = ActorSystem.Create("once");
        var ran = new ConcurrentQueue<string>();
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "note", () => Note(ran, "stop"));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClrExitReason.Instance))).WaitAsync(Long);
        await system.Terminate().WaitAsync(Long);

        ran.ShouldBe(["stop"]);
    }

    [Fact]
    public async Task A_task_that_fails_or_takes_too_long_does_not_hold_up_the_rest()
    {
        var system = ActorSystem.Create("late", ConfigurationFactory.ParseString(
            "akka { loglevel = ERROR, coordinated-shutdown.phases.service-stop.timeout = 100ms }"));
        var ran = new ConcurrentQueue<string>();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "fails", () => throw new InvalidOperationException("no"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "never ends", () => new TaskCompletionSource<Done>().Task);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "note", () => Note(ran, "after"));

        await system.Terminate().WaitAsync(Long);

        ran.ShouldBe(["after"]);
    }

    [Fact]
    public async Task When_a_system_ends_its_actors_have_stopped_and_no_more_are_made()
    {
        var system = ActorSystem.Create("ending");
        var stopped = new ConcurrentQueue<string>();
        for (var n = 0; n < 3; n++) system.ActorOf(Props.Create(() => new Noted(stopped)));
        var terminated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.RegisterOnTermination(terminated.SetResult);

        await system.Terminate().WaitAsync(Long);

        stopped.Count.ShouldBe(3);
        await terminated.Task.WaitAsync(Long);
        Should.Throw<InvalidOperationException>(() => system.ActorOf(Props.Create(() => new Noted(stopped))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-begins-badly")]
    [InlineData("with space")]
    public void Some_names_of_systems_are_refused(string name) => Should.Throw<ArgumentException>(() => ActorSystem.Create(name));

    private static Task<Done> Note(ConcurrentQueue<string> ran, string what)
    {
        ran.Enqueue(what);
        return Task.FromResult(Done.Instance);
    }

    private sealed class Noted(ConcurrentQueue<string> stopped) : UntypedActor
    {
        protected override void OnReceive(object message) { }

        protected override void PostStop() => stopped.Enqueue(Self.Path.Name);
    }
}
