using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Embedded;
using Akka.Persistence.Journal;
using Akka.Persistence.Sql;
using Akka.Persistence.Store;

namespace Akka.Persistence;

public sealed class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    public static Persistence Instance { get; } = new();

    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}

/// <summary>The journals and snapshot stores of an actor system, made from its configuration when they are first asked for.</summary>
public class PersistenceExtension : IExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly EngineRuntime _runtime;
    private readonly Config _config;
    private readonly ConcurrentDictionary<string, Lazy<SqlJournal>> _journals = [];
    private readonly ConcurrentDictionary<string, Lazy<SqlSnapshots>> _snapshots = [];
    private readonly SqlDatabases _databases;

    public PersistenceExtension(ExtendedActorSystem system)
    {
        _system = system;
        _runtime = ((ActorSystemImpl)system).Runtime;
        _config = system.Settings.Config.WithFallback(SqlPersistence.DefaultConfiguration);
        _databases = new SqlDatabases(_runtime);
        Recoveries = new RecoveryPermits(_config.GetInt("akka.persistence.max-concurrent-recoveries", 50));
        system.RegisterOnTermination(_databases.Dispose);
    }

    internal RecoveryPermits Recoveries { get; }

    internal DateTime UtcNow => _runtime.Time.GetUtcNow().UtcDateTime;

    internal SqlJournal Journal(string pluginId) => _journals.GetOrAdd(Id(pluginId, "journal"), id => new Lazy<SqlJournal>(() =>
    {
        var config = Plugin(id, "SqlWriteJournal");
        return new SqlJournal(new SqlEvents(_databases.ForEvents(config), _system.Serialization), new EventAdapters(_system, config));
    })).Value;

    internal SqlSnapshots Snapshots(string pluginId) => _snapshots.GetOrAdd(Id(pluginId, "snapshot-store"), id => new Lazy<SqlSnapshots>(
        () => new SqlSnapshots(_databases.ForSnapshots(Plugin(id, "SqlSnapshotStore")), _system.Serialization))).Value;

    internal Config QueryConfig(string pluginId) => Plugin(pluginId, "SqlReadJournalProvider");

    private string Id(string pluginId, string kind) => pluginId.Length > 0 ? pluginId : _config.GetString($"akka.persistence.{kind}.plugin")
        ?? throw new ConfigurationException($"Nothing can be persisted: akka.persistence.{kind}.plugin names no plug-in.");

    private Config Plugin(string id, string known)
    {
        if (!_config.HasPath(id)) throw new ConfigurationException($"There is no persistence plug-in '{id}' in the configuration.");
        var plugin = _config.GetConfig(id);
        var name = plugin.GetString("class", "").Split(',')[0].Split('.')[^1];
        return name == known ? plugin : throw new ConfigurationException(
            $"The plug-in '{id}' is a {name}, which the embedded engine has not: it keeps journals and snapshots as Akka.Persistence.Sql does. "
            + "Others need AkkaEngine=packages.");
    }
}
