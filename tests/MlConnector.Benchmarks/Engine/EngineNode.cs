using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Persistence.Sql.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlConnector.Actors;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Engine;

/// <summary>An actor system of one node with a region of tallies and nothing else, on a store.</summary>
internal sealed class EngineNode : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // what SQLite needs to have one writer at a time; PostgreSQL takes the defaults
    private const string OneWriter = """
        akka.persistence.journal.sql { parallelism = 1, read-isolation-level = read-uncommitted }
        akka.persistence.snapshot-store.sql { parallelism = 1, read-isolation-level = read-uncommitted }
        """;

    private readonly IHost _host;

    private EngineNode(IHost host) => _host = host;

    public ActorSystem System => _host.Services.GetRequiredService<ActorSystem>();

    public IActorRef Region => _host.Services.GetRequiredService<IReadOnlyActorRegistry>().Get<Tally>();

    public static async Task<EngineNode> StartAsync(Store store)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddAkka("bench", akka => akka
            .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
            .WithClustering(new ClusterOptions())
            .WithCustomSerializer("counted", [typeof(Counted)], system => new CountedSerializer(system))
            .WithSqlPersistence(store.ConnectionString, store.ProviderName, autoInitialize: true)
            .AddHocon(store.Provider == StoreProvider.Sqlite ? OneWriter : "", HoconAddMode.Prepend)
            .WithShardRegion<Tally>(
                "tally",
                (_, _, _) => id => Props.Create(() => new Tally(id)),
                new ByTally(),
                new ShardOptions { StateStoreMode = StateStoreMode.DData, ShouldPassivateIdleEntities = false })
            .AddStartup((system, _) =>
            {
                var cluster = Cluster.Get(system);
                cluster.Join(cluster.SelfAddress);
            }));
        var host = builder.Build();
        await host.StartAsync();
        return new EngineNode(host);
    }

    /// <summary>An actor outside of the region.</summary>
    public IActorRef Start(string id) => System.ActorOf(Props.Create(() => new Tally(id)));

    /// <summary>Sends each of the messages to its entity, so many waiting for their answer at a time.</summary>
    public async Task AskAllAsync(IEnumerable<IForTally> messages, int atOnce) => await Parallel.ForEachAsync(
        messages, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (message, ct) => await Region.Ask<int>(message, Patience, ct));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class ByTally() : HashCodeMessageExtractor(200)
    {
        public override string? EntityId(object message) => (message as IForTally)?.Id;
    }
}
