using System.Collections.Immutable;

namespace Akka.Cluster.Sharding;

/// <summary>Addresses any message to an entity.</summary>
public sealed class ShardingEnvelope(string entityId, object message)
{
    public string EntityId { get; } = entityId;

    public object Message { get; } = message;

    public override string ToString() => $"ShardingEnvelope({EntityId}, {Message})";
}

/// <summary>An entity's wish to its parent: send me this when I can stop, and keep what comes for me meanwhile.</summary>
public sealed class Passivate(object stopMessage)
{
    public object StopMessage { get; } = stopMessage;
}

/// <summary>Stops all entities of a region with its hand-off message, then the region.</summary>
public sealed class GracefulShutdown
{
    public static readonly GracefulShutdown Instance = new();

    private GracefulShutdown() { }
}

/// <summary>Answered with <see cref="CurrentShardRegionState"/>.</summary>
public sealed class GetShardRegionState
{
    public static readonly GetShardRegionState Instance = new();

    private GetShardRegionState() { }
}

public sealed class CurrentShardRegionState(IImmutableSet<ShardState> shards)
{
    public readonly IImmutableSet<ShardState> Shards = shards;
}

public sealed class ShardState(string shardId, IImmutableSet<string> entityIds)
{
    public readonly string ShardId = shardId;

    public readonly IImmutableSet<string> EntityIds = entityIds;
}
