using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Pattern;
using Akka.Persistence.Sql.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using MlConnector.Actors.Entities;
using MlConnector.Actors.Journal;
using MlConnector.Actors.ReadSide;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Reconciliation;
using MlConnector.Actors.Sharding;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.QuickBooks;

namespace MlConnector.Actors;

/// <summary>Puts the connector into a host. The host brings the settings, an <see cref="ISecretSealer"/> and its logging.</summary>
public static class ConnectorHosting
{
    public const string SystemName = "ml-connector";

    // SQLite has one writer at a time, and only reads that do not lock let it go on
    private const string OneWriter = """
        akka.persistence.journal.sql { parallelism = 1, read-isolation-level = read-uncommitted }
        akka.persistence.snapshot-store.sql { parallelism = 1, read-isolation-level = read-uncommitted }
        """;

    public static IServiceCollection AddConnector(
        this IServiceCollection services, ConnectorOptions options, QuickBooksOptions quickBooks, Action<AkkaConfigurationBuilder>? configure = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.Profiles);
        services.AddSingleton(quickBooks);
        services.AddSingleton<QuickBooksApi>(p => new QuickBooksApi(quickBooks, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<QuickBooksApi>>()));
        services.AddSingleton<QuickBooksTokens>(p => new QuickBooksTokens(quickBooks, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<QuickBooksTokens>>()));
        services.AddSingleton<ReadStore>();
        services.AddSingleton<ReadSideProgress>();
        services.AddSingleton<ReadSideWriter>();
        services.AddSingleton<ReadSideReader>();
        services.AddSingleton<CallUses>();
        services.AddSingleton<AuthorizationStates>();
        services.AddSingleton<WriterLanesFactory>();
        services.AddSingleton<Regions>();
        services.AddSingleton<RealmServices>();
        services.AddSingleton<InstanceInspector>();
        services.AddSingleton<ConnectionChecks>();
        services.AddSingleton<Reconciler>();
        services.AddSingleton<IConnector, Connector>();
        // before the actors: they read these tables from their first moment on
        services.AddHostedService<StorePreparation>();
        services.AddAkka(SystemName, builder =>
        {
            builder
                .WithOneNode()
                .WithConnectorJournal(options)
                .WithReadSide()
                .WithWriters()
                .WithEntities()
                .WithRealms();
            configure?.Invoke(builder);
        });
        return services;
    }

    /// <summary>A cluster of this node alone, reachable from nowhere else: what sharding needs, and all that one process is.</summary>
    private static AkkaConfigurationBuilder WithOneNode(this AkkaConfigurationBuilder builder) => builder
        .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
        .WithClustering(new ClusterOptions())
        .AddStartup((system, _) =>
        {
            var cluster = Cluster.Get(system);
            cluster.Join(cluster.SelfAddress);
        });

    private static AkkaConfigurationBuilder WithConnectorJournal(this AkkaConfigurationBuilder builder, ConnectorOptions options) => builder
        .WithCustomSerializer("connector-journal", JournalSerializer.BoundTypes, system => new JournalSerializer(system))
        .WithSqlPersistence(options.ConnectionString, options.Provider == StoreProvider.Sqlite ? "SQLite.MS" : "PostgreSQL.15", autoInitialize: true)
        // in HOCON, since the builder's way to name adapters is not the same in all versions of Akka.Hosting
        .AddHocon(ConnectorTag.Binding("akka.persistence.journal.sql"), HoconAddMode.Prepend)
        .AddHocon(options.Provider == StoreProvider.Sqlite ? OneWriter : "", HoconAddMode.Prepend);

    private static AkkaConfigurationBuilder WithReadSide(this AkkaConfigurationBuilder builder) => builder
        .WithSingleton<ReadSideProjection>("read-side", (_, _, resolver) => BackoffSupervisor.Props(Backoff.OnStop(
            resolver.Props<ReadSideProjection>(), "projection", TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), 0.2, -1)));

    private static AkkaConfigurationBuilder WithWriters(this AkkaConfigurationBuilder builder) => builder
        .WithShardRegion<WriterRegion>(
            "writer",
            (_, _, resolver) =>
            {
                var (regions, lanes, time, log) = (Get<Regions>(resolver), Get<WriterLanesFactory>(resolver), Get<TimeProvider>(resolver), Get<ILogger<WriterActor>>(resolver));
                return key => Props.Create(() => new WriterActor(key, regions, lanes, time, log));
            },
            new KeyExtractor<IForWriter>(Shards, m => m.Writer),
            new ShardOptions { StateStoreMode = StateStoreMode.DData, ShouldPassivateIdleEntities = false, HandOffStopMessage = StopWriter.Instance });

    private static AkkaConfigurationBuilder WithEntities(this AkkaConfigurationBuilder builder) => builder
        .WithShardRegion<EntityRegion>(
            "entity",
            (_, _, resolver) =>
            {
                var (regions, time, log) = (Get<Regions>(resolver), Get<TimeProvider>(resolver), Get<ILogger<EntityActor>>(resolver));
                return id => EntityProps(EntityId.Parse(id), regions, time, log);
            },
            new KeyExtractor<IForEntity>(Shards, m => m.Entity.ToString()),
            new ShardOptions { StateStoreMode = StateStoreMode.DData, HandOffStopMessage = StopEntity.Instance });

    private static AkkaConfigurationBuilder WithRealms(this AkkaConfigurationBuilder builder) => builder
        .WithShardRegion<RealmRegion>(
            "realm",
            (_, _, resolver) =>
            {
                var services = Get<RealmServices>(resolver);
                return id => RealmProps(RealmId.Parse(id), services);
            },
            new KeyExtractor<IForRealm>(Shards, m => m.Realm.Value),
            new ShardOptions { StateStoreMode = StateStoreMode.DData, ShouldPassivateIdleEntities = false, HandOffStopMessage = StopRealm.Instance })
        .WithActors((system, registry, resolver) =>
            registry.Register<RealmWaker>(system.ActorOf(resolver.Props<RealmWaker>(), "realm-waker")));

    private static Props EntityProps(EntityId id, Regions regions, TimeProvider time, ILogger log) =>
        Props.Create(() => new EntityActor(id, regions, time, log));

    private static Props RealmProps(RealmId realm, RealmServices services) => Props.Create(() => new RealmActor(realm, services));

    // about ten for each node of the largest cluster foreseen; fixed for ever
    private const int Shards = 200;

    private static T Get<T>(Akka.DependencyInjection.IDependencyResolver resolver)
        where T : notnull => resolver.GetService<T>()!;
}
