using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Xunit.Abstractions;

namespace Compliance.Sharding;

public sealed class SingletonTests(ITestOutputHelper output) : Akka.Hosting.TestKit.TestKit(null, output, TimeSpan.FromSeconds(30))
{
    private sealed record LastWords(IActorRef To);

    private sealed record Retire;

    private sealed class Registrar : ReceiveActor
    {
        private IActorRef _heir = ActorRefs.Nobody;

        public Registrar()
        {
            Receive<LastWords>(words =>
            {
                _heir = words.To;
                Sender.Tell("noted");
            });
            Receive<Retire>(_ =>
            {
                _heir.Tell("retired");
                Context.Stop(Self);
            });
        }
    }

    protected override void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider) => builder
        .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
        .WithClustering()
        .WithSingleton<Registrar>("registrar", (_, _, _) => Props.Create(() => new Registrar()), new ClusterSingletonOptions { TerminationMessage = new Retire() })
        .AddStartup((system, _) =>
        {
            var cluster = Cluster.Get(system);
            cluster.Join(cluster.SelfAddress);
        });

    [Fact]
    public async Task A_singleton_is_found_by_its_key_and_stopped_with_its_own_message_before_the_node_leaves()
    {
        var outside = ActorSystem.Create("outside");
        var probe = CreateTestProbe(outside);
        (await ActorRegistry.Get<Registrar>().Ask<string>(new LastWords(probe.Ref), TimeSpan.FromSeconds(20))).ShouldBe("noted");

        await Host.StopAsync();

        probe.ExpectMsg("retired", TimeSpan.FromSeconds(20));
        await outside.Terminate();
    }
}
