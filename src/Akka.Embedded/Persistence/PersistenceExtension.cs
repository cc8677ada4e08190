using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Embedded;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql;
using Akka.Persistence.Store;

namespace Akka.Persistence;

/// <summary>The journals and snapshot stores of an actor system, made from its configuration when they are first asked for.</summary>
public class PersistenceExtension : IExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly EngineRuntime _runtime;
    private readonly Config _config;
    private readonly PayloadCodec _codec;
    private readonly ConcurrentDictionary<string, Lazy<JournalPlugin>> _journals = [];
    private readonly ConcurrentDictionary<string, Lazy<ISnapshots>> _snapshots = [];
    private readonly SqlDatabases _databases;

    public PersistenceExtension(ExtendedActorSystem system)
    {
        _system = system;
        _runtime = ((ActorSystemImpl)system).Runtime;
        _config = system.Settings.Config.WithFallback(Persistence.DefaultConfig()).WithFallback(SqlPersistence.DefaultConfiguration);
        _codec = new PayloadCodec(system);
        _databases = new SqlDatabases(_runtime);
        Recoveries = new RecoveryPermits(_config.GetInt("akka.persistence.max-concurrent-recoveries"));
        system.RegisterOnTermination(_databases.Dispose);
    }

    internal RecoveryPermits Recoveries { get; }

    internal DateTime UtcNow => _runtime.Time.GetUtcNow().UtcDateTime;

    internal JournalPlugin JournalPlugin(string pluginId) => _journals.GetOrAdd(
        Id(pluginId, "akka.persistence.journal.plugin"), id => new Lazy<JournalPlugin>(() =>
        {
            var config = Plugin(id);
            return new JournalPlugin(Events(id, config), new EventAdapters(_system, config));
        })).Value;

    internal ISnapshots Snapshots(string pluginId) => _snapshots.GetOrAdd(
        Id(pluginId, "akka.persistence.snapshot-store.plugin"), id => new Lazy<ISnapshots>(() => SnapshotStore(id, Plugin(id)))).Value;

    internal Config QueryConfig(string pluginId) => Plugin(pluginId);

    private IEventStore Events(string id, Config config) => ClassName(config) switch
    {
        "MemoryJournal" => new MemoryEvents(),
        "SqlWriteJournal" => _databases.Events(config, _codec),
        var other => throw Unknown(id, other),
    };

    private ISnapshots SnapshotStore(string id, Config config) => ClassName(config) switch
    {
        "MemorySnapshotStore" => new MemorySnapshots(),
        "SqlSnapshotStore" => _databases.Snapshots(config, _codec),
        var other => throw Unknown(id, other),
    };

    private string Id(string pluginId, string defaultPath) => string.IsNullOrEmpty(pluginId) ? _config.GetString(defaultPath) : pluginId;

    private Config Plugin(string id) =>
        _config.HasPath(id) ? _config.GetConfig(id) : throw new ConfigurationException($"There is no persistence plug-in '{id}' in the configuration.");

    private static string ClassName(Config config) => (config.GetString("class") ?? "").Split(',')[0].Split('.')[^1];

    private static ConfigurationException Unknown(string id, string name) =>
        new($"The plug-in '{id}' is a {name}, which the embedded engine has not: it keeps journals and snapshots in memory or by Akka.Persistence.Sql. Others need AkkaEngine=packages.");
}
