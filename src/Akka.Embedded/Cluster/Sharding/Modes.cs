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
