using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Remembering;
using Akka.Configuration;

namespace Akka.Cluster.Sharding;

/// <summary>Nothing to decide on one node: each shard lives there.</summary>
public interface IShardAllocationStrategy : INoSerializationVerificationNeeded;

/// <summary>The shard regions of a node, one for each type of entity.</summary>
public class ClusterSharding : IExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly Cluster _cluster;
    private readonly IActorRef _guardian;
    private readonly ConcurrentDictionary<string, Lazy<Task<IActorRef>>> _regions = new();

    public ClusterSharding(ExtendedActorSystem system)
    {
        _system = system;
        _cluster = Cluster.Get(system);
        Settings = ClusterShardingSettings.Create(system);
        system.Serialization.Bind(new ShardingSerializer(system), ShardingSerializer.Types);
        _guardian = system.SystemActorOf(Props.Create(() => new ShardingGuardian()), "sharding");
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseClusterShardingShutdownRegion, "hand-off", HandOff);
    }

    public ClusterShardingSettings Settings { get; }

    public static ClusterSharding Get(ActorSystem system) => system.WithExtension<ClusterSharding, ClusterShardingExtensionProvider>();

    public Task<IActorRef> StartAsync(string typeName, Func<string, Props> entityPropsFactory, ClusterShardingSettings settings, IMessageExtractor messageExtractor, IShardAllocationStrategy allocationStrategy, object handOffStopMessage)
    {
        if (settings.Role is { } role && !_cluster.SelfRoles.Contains(role))
            throw SingleNode.Refuse($"role of shard region {typeName}", role, "that node has not this role");
        if (settings.RememberEntities && settings.RememberEntitiesStore != RememberEntitiesStore.Eventsourced)
            throw SingleNode.Refuse("remember-entities-store", settings.RememberEntitiesStore, "keeps what is remembered as events (RememberEntitiesStore.Eventsourced)");

        var type = new EntityType(typeName, entityPropsFactory, settings, messageExtractor, handOffStopMessage);
        return _regions.GetOrAdd(typeName, _ => new(() => _guardian.Ask<IActorRef>(type))).Value;
    }

    public IActorRef ShardRegion(string typeName) => _regions.TryGetValue(typeName, out var region)
        ? region.Value.GetAwaiter().GetResult()
        : throw new ArgumentException($"Shard type [{typeName}] must be started first", nameof(typeName));

    public IShardAllocationStrategy DefaultShardAllocationStrategy(ClusterShardingSettings settings) => new OneNode();

    private async Task<Done> HandOff()
    {
        var regions = await Task.WhenAll(_regions.Values.Select(r => r.Value)).ConfigureAwait(false);
        await Task.WhenAll(regions.Select(r => r.GracefulStop(Settings.HandOffTimeout, GracefulShutdown.Instance))).ConfigureAwait(false);
        return Done.Instance;
    }

    private sealed class OneNode : IShardAllocationStrategy;
}

public class ClusterShardingExtensionProvider : ExtensionIdProvider<ClusterSharding>
{
    public override ClusterSharding CreateExtension(ExtendedActorSystem system) => new(system);
}
