using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster.Sharding;

/// <summary>Where a cluster would keep the places of its shards; one node has nothing to place.</summary>
public enum StateStoreMode
{
    Persistence,
    DData,
    Custom,
}

public enum RememberEntitiesStore
{
    DData,
    Eventsourced,
    Custom,
}

/// <summary>How regions behave, as <c>akka.cluster.sharding</c> or a region's own options say.</summary>
public sealed class ClusterShardingSettings : INoSerializationVerificationNeeded
{
    private ClusterShardingSettings(Config config)
    {
        Role = config.GetString("role", "") is { Length: > 0 } role ? role : null;
        RememberEntities = config.GetBoolean("remember-entities", false);
        RememberEntitiesStore = Enum.Parse<RememberEntitiesStore>(config.GetString("remember-entities-store", "ddata"), ignoreCase: true);
        StateStoreMode = Enum.Parse<StateStoreMode>(config.GetString("state-store-mode", "persistence"), ignoreCase: true);
        JournalPluginId = config.GetString("journal-plugin-id", "");
        SnapshotPluginId = config.GetString("snapshot-plugin-id", "");
        PassivateIdleEntityAfter = config.GetString("passivate-idle-entity-after", "120s") is "off" or "0"
            ? TimeSpan.Zero
            : config.GetTimeSpan("passivate-idle-entity-after", TimeSpan.FromSeconds(120), false);
        BufferSize = config.GetInt("buffer-size", 100_000);
        EntityRestartBackoff = config.GetTimeSpan("entity-restart-backoff", TimeSpan.FromSeconds(10), false);
        HandOffTimeout = config.GetTimeSpan("handoff-timeout", TimeSpan.FromSeconds(60), false);
    }

    private ClusterShardingSettings(ClusterShardingSettings from, string? role, bool rememberEntities, RememberEntitiesStore store, StateStoreMode mode, string journal, string snapshot, TimeSpan idle)
    {
        (Role, RememberEntities, RememberEntitiesStore, StateStoreMode) = (role, rememberEntities, store, mode);
        (JournalPluginId, SnapshotPluginId, PassivateIdleEntityAfter) = (journal, snapshot, idle);
        (BufferSize, EntityRestartBackoff, HandOffTimeout) = (from.BufferSize, from.EntityRestartBackoff, from.HandOffTimeout);
    }

    public readonly string? Role;
    public readonly bool RememberEntities;
    public readonly RememberEntitiesStore RememberEntitiesStore;
    public readonly StateStoreMode StateStoreMode;
    public readonly string JournalPluginId;
    public readonly string SnapshotPluginId;
    public readonly TimeSpan PassivateIdleEntityAfter;
    internal readonly int BufferSize;
    internal readonly TimeSpan EntityRestartBackoff;
    internal readonly TimeSpan HandOffTimeout;

    public static ClusterShardingSettings Create(ActorSystem system) =>
        new(system.Settings.Config.GetConfig("akka.cluster.sharding") ?? Config.Empty);

    public ClusterShardingSettings WithRole(string? role) => Copy(role: role ?? "");

    public ClusterShardingSettings WithRememberEntities(bool rememberEntities) => Copy(rememberEntities: rememberEntities);

    public ClusterShardingSettings WithStateStoreMode(StateStoreMode mode) => Copy(mode: mode);

    public ClusterShardingSettings WithJournalPluginId(string journalPluginId) => Copy(journal: journalPluginId);

    public ClusterShardingSettings WithSnapshotPluginId(string snapshotPluginId) => Copy(snapshot: snapshotPluginId);

    public ClusterShardingSettings WithPassivateIdleAfter(TimeSpan duration) => Copy(idle: duration);

    internal ClusterShardingSettings WithRememberEntitiesStore(RememberEntitiesStore store) => Copy(store: store);

    /// <summary>Remembered entities are there to stay: they are never passivated for being idle.</summary>
    internal bool PassivatesIdleEntities => PassivateIdleEntityAfter > TimeSpan.Zero && !RememberEntities;

    private ClusterShardingSettings Copy(string? role = null, bool? rememberEntities = null, RememberEntitiesStore? store = null, StateStoreMode? mode = null, string? journal = null, string? snapshot = null, TimeSpan? idle = null) =>
        new(this, role switch { null => Role, "" => null, _ => role }, rememberEntities ?? RememberEntities, store ?? RememberEntitiesStore,
            mode ?? StateStoreMode, journal ?? JournalPluginId, snapshot ?? SnapshotPluginId, idle ?? PassivateIdleEntityAfter);
}
