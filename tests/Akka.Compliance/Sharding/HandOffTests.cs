using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Xunit.Abstractions;

namespace Compliance.Sharding;

public sealed class HandOffTests(ITestOutputHelper output) : ShardingSpec<HandOffTests.Entity>(output)
{
    public sealed record Register(IActorRef Probe);

    public sealed record Finish;

    public sealed record AskedToFinish(string Id);

    /// <summary>Tells its probe that it has been asked to finish, and finishes when the probe says so.</summary>
    public sealed class Entity : ReceiveActor
    {
        public Entity(string id)
        {
            IActorRef probe = ActorRefs.Nobody;
            Receive<Register>(register =>
            {
                probe = register.Probe;
                Sender.Tell(id);
            });
            Receive<Finish>(_ => probe.Tell(new AskedToFinish(id)));
            Receive<string>(_ => Context.Stop(Self));
        }
    }

    protected override ShardOptions Options => new() { StateStoreMode = StateStoreMode.DData, HandOffStopMessage = new Finish() };

    [Fact]
    public async Task At_shutdown_every_entity_gets_the_regions_stop_message_and_the_phase_waits_for_all_of_them()
    {
        var patience = TimeSpan.FromSeconds(20);
        var outside = ActorSystem.Create("outside");
        var probe = CreateTestProbe(outside);
        string[] ids = ["a", "b", "c", "d", "e"];
        foreach (var id in ids) await Region.Ask<string>(new ToEntity(id, new Register(probe.Ref)), patience);
        var laterPhase = new TaskCompletionSource();
        CoordinatedShutdown.Get(Sys).AddTask(CoordinatedShutdown.PhaseClusterShutdown, "seen", () =>
        {
            laterPhase.SetResult();
            return Task.FromResult(Akka.Done.Instance);
        });

        var shutdown = CoordinatedShutdown.Get(Sys).Run(CoordinatedShutdown.ClrExitReason.Instance);
        var asked = new List<(string Id, IActorRef Entity)>();
        while (asked.Count < ids.Length)
            asked.Add((probe.ExpectMsg<AskedToFinish>(patience).Id, probe.LastSender));

        asked.Select(a => a.Id).ShouldBe(ids, ignoreOrder: true);
        foreach (var (_, entity) in asked.Skip(1)) entity.Tell("now");
        probe.ExpectNoMsg(TimeSpan.FromMilliseconds(300));
        laterPhase.Task.IsCompleted.ShouldBeFalse();
        asked[0].Entity.Tell("now");
        await laterPhase.Task.WaitAsync(patience);
        await shutdown.WaitAsync(TimeSpan.FromSeconds(60));
        await outside.Terminate();
    }
}
