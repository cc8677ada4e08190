using System.Threading.Channels;
using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Persistence.Sql;
using Akka.Remote.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Compliance.Sharding;

/// <summary>Regions that remember, run one after the other on one database.</summary>
public sealed class RememberedEntityTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly string _folder = Directory.CreateTempSubdirectory("remembered").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(_folder, "shards.db")}";

    [Fact]
    public async Task After_a_restart_the_entities_that_ran_run_again_by_themselves_and_passivated_ones_do_not()
    {
        using (var first = await Start())
        {
            foreach (var id in (string[])["a", "b", "c"]) await Region(first).Ask<Wallet.Counted>(new ToEntity(id, new Wallet.Count()), Patience);
            Region(first).Tell(new ToEntity("b", new Wallet.PassivateNow(new Wallet.Stop())), ActorRefs.NoSender);
            await UntilRunning(first, ["a", "c"]);
            await first.StopAsync();
        }

        using var second = await Start();

        await UntilRunning(second, ["a", "c"]);
        (await Region(second).Ask<Wallet.Counted>(new ToEntity("a", new Wallet.Count()), Patience)).Messages.ShouldBe(1);
        await second.StopAsync();
    }

    [Fact]
    public async Task A_remembered_entity_that_dies_comes_back_by_itself()
    {
        using var host = await Start();
        var starts = Channel.CreateUnbounded<Wallet.Started>();
        var system = host.Services.GetRequiredService<ActorSystem>();
        system.EventStream.Subscribe(system.ActorOf(Props.Create(() => new Listener(starts.Writer))), typeof(Wallet.Started));
        using var limit = new CancellationTokenSource(Patience);
        Region(host).Tell(new ToEntity("a", new Wallet.Stop()), ActorRefs.NoSender);
        var before = (await starts.Reader.ReadAsync(limit.Token)).Entity;

        var after = (await starts.Reader.ReadAsync(limit.Token)).Entity;

        after.ShouldNotBe(before);
        (await after.Ask<Wallet.Counted>(new Wallet.Count(), Patience)).Messages.ShouldBe(1);
        await host.StopAsync();
    }

    [Fact]
    public async Task What_is_remembered_is_written_in_the_form_of_Akka_NET()
    {
        using (var host = await Start())
        {
            await Region(host).Ask<Wallet.Counted>(new ToEntity("e1", new Wallet.Count()), Patience);
            Region(host).Tell(new ToEntity("e1", new Wallet.PassivateNow(new Wallet.Stop())), ActorRefs.NoSender);
            await UntilRunning(host, []);
            await host.StopAsync();
        }

        var shard = new ByEntityId().ShardId("e1");
        Rows($"/sharding/{TypeName}Shard/{shard}").ShouldBe([("CE", 13, "0A026531"), ("CF", 13, "0A026531")]);
        Rows($"/system/sharding/{TypeName}Coordinator/singleton/coordinator").ShouldBe(
            [("SM", 13, ""), ("System.String, System.Private.CoreLib", 17, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(shard)))]);
    }

    private const string TypeName = "remembering";

    private async Task<IHost> Start()
    {
        var plugin = $"connection-string = \"{ConnectionString}\", provider-name = \"SQLite.MS\"";
        var host = new HostBuilder().ConfigureServices((_, services) => services.AddAkka("remember", (builder, _) => builder
            .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
            .WithClustering()
            .AddHocon($"akka.persistence.journal.sql {{ {plugin} }}\nakka.persistence.snapshot-store.sql {{ {plugin} }}", HoconAddMode.Prepend)
            .AddHocon("akka.cluster.sharding.entity-restart-backoff = 200ms", HoconAddMode.Prepend)
            .AddHocon(SqlPersistence.DefaultConfiguration, HoconAddMode.Append)
            .WithShardRegion<Wallet>(TypeName, (_, _, _) => id => Props.Create(() => new Wallet(id)), new ByEntityId(), new ShardOptions
            {
                StateStoreMode = StateStoreMode.DData,
                RememberEntities = true,
                RememberEntitiesStore = RememberEntitiesStore.Eventsourced,
                JournalPluginId = "akka.persistence.journal.sql",
                SnapshotPluginId = "akka.persistence.snapshot-store.sql",
            })
            .AddStartup((system, _) =>
            {
                var cluster = Cluster.Get(system);
                cluster.Join(cluster.SelfAddress);
            }))).Build();
        await host.StartAsync();
        return host;
    }

    private sealed class Listener(ChannelWriter<Wallet.Started> starts) : UntypedActor
    {
        protected override void OnReceive(object message) => starts.TryWrite((Wallet.Started)message);
    }

    private static IActorRef Region(IHost host) => host.Services.GetRequiredService<ActorRegistry>().Get<Wallet>();

    private static async Task UntilRunning(IHost host, string[] expected)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            var state = await Region(host).Ask<CurrentShardRegionState>(GetShardRegionState.Instance, Patience);
            if (state.Shards.SelectMany(s => s.EntityIds).ToHashSet().SetEquals(expected)) return;
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }

    private List<(string Manifest, int Serializer, string Message)> Rows(string persistenceId)
    {
        using var connection = new SqliteConnection(ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT manifest, identifier, message FROM journal WHERE persistence_id = @id ORDER BY sequence_number";
        command.Parameters.AddWithValue("@id", persistenceId);
        using var reader = command.ExecuteReader();
        var rows = new List<(string, int, string)>();
        while (reader.Read()) rows.Add((reader.GetString(0), reader.GetInt32(1), Convert.ToHexString((byte[])reader[2])));
        return rows;
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
