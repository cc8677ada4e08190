using Akka.Cluster.Sharding;

namespace Akka.Cluster.Hosting;

/// <summary>What a shard region does otherwise than <c>akka.cluster.sharding</c> says.</summary>
public class ShardOptions
{
    public StateStoreMode? StateStoreMode { get; set; }

    public bool? RememberEntities { get; set; }

    public RememberEntitiesStore? RememberEntitiesStore { get; set; }

    public string? Role { get; set; }

    public string? JournalPluginId { get; set; }

    public string? SnapshotPluginId { get; set; }

    /// <summary>What an entity is told to stop with, when its region is handed off or it has been idle; a PoisonPill by default.</summary>
    public object? HandOffStopMessage { get; set; }

    public bool? ShouldPassivateIdleEntities { get; set; }

    public TimeSpan? PassivateIdleEntityAfter { get; set; }
}
