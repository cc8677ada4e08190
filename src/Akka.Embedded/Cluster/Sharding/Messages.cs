using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

public interface IShardRegionCommand;

public interface IShardRegionQuery;

/// <summary>Addresses any message to an entity.</summary>
public sealed class ShardingEnvelope(string entityId, object message)
{
    public string EntityId { get; } = entityId;

    public object Message { get; } = message;

    public override string ToString() => $"ShardingEnvelope({EntityId}, {Message})";
}

/// <summary>An entity's wish to its parent: send me this when I can stop, and keep what comes for me meanwhile.</summary>
public sealed class Passivate(object stopMessage) : IShardRegionCommand
{
    public object StopMessage { get; } = stopMessage;
}

/// <summary>Stops all entities of a region with its hand-off message, then the region.</summary>
public sealed class GracefulShutdown : IShardRegionCommand
{
    public static readonly GracefulShutdown Instance = new();

    private GracefulShutdown() { }
}

/// <summary>Answered with <see cref="CurrentShardRegionState"/>.</summary>
public sealed class GetShardRegionState : IShardRegionQuery
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

/// <summary>Answered with <see cref="ShardRegionStats"/>.</summary>
public sealed class GetShardRegionStats : IShardRegionQuery
{
    public static readonly GetShardRegionStats Instance = new();

    private GetShardRegionStats() { }
}

/// <summary>How many entities each shard has.</summary>
public sealed class ShardRegionStats(IImmutableDictionary<string, int> stats)
{
    public readonly IImmutableDictionary<string, int> Stats = stats;
}

/// <summary>Answered with <see cref="CurrentRegions"/>.</summary>
public sealed class GetCurrentRegions : IShardRegionQuery
{
    public static readonly GetCurrentRegions Instance = new();

    private GetCurrentRegions() { }
}

public sealed class CurrentRegions(IImmutableSet<Address> regions)
{
    public readonly IImmutableSet<Address> Regions = regions;
}
