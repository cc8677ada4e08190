using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding.Remembering;

namespace Akka.Cluster.Sharding;

/// <summary>The shard regions of a node, one for each type of entity.</summary>
public class ClusterSharding : IExtension
{
    private readonly ExtendedActorSystem _system;
    private readonly Cluster _cluster;
    private readonly LocalRef _guardian;
    private readonly List<IActorRef> _regions = [];

    internal ClusterSharding(ExtendedActorSystem system)
    {
        _system = system;
        _cluster = Cluster.Get(system);
        system.Serialization.Bind(new ShardingSerializer(system), ShardingSerializer.Types);
        _guardian = (LocalRef)system.SystemActorOf(Props.Create(() => new ShardingGuardian()), "sharding");
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseClusterShardingShutdownRegion, "hand-off", HandOff);
    }

    public static ClusterSharding Get(ActorSystem system) => system.WithExtension<ClusterSharding, ClusterShardingExtensionProvider>();

    internal IActorRef Start(string typeName, Func<string, Props> props, IMessageExtractor extractor, ShardOptions options)
    {
        var type = new EntityType(typeName, props, extractor, options, _system.Settings.Config.GetConfig("akka.cluster.sharding"));
        if (type.Role is { } role && !_cluster.SelfRoles.Contains(role))
            throw SingleNode.Refuse($"role of shard region {typeName}", role, "that node has not this role");
        if (type.Remembers && type.Store != RememberEntitiesStore.Eventsourced)
            throw SingleNode.Refuse("remember-entities-store", type.Store, "keeps what is remembered as events (RememberEntitiesStore.Eventsourced)");
        var region = _guardian.Cell.ActorOf(Props.Create(() => new ShardRegion(type)), Uri.EscapeDataString(typeName));
        lock (_regions) _regions.Add(region);
        return region;
    }

    private async Task<Done> HandOff()
    {
        IActorRef[] regions;
        lock (_regions) regions = [.. _regions];
        // the phase has its own time-out, and each shard another
        await Task.WhenAll(regions.Select(region => region.GracefulStop(Timeout.InfiniteTimeSpan, GracefulShutdown.Instance))).ConfigureAwait(false);
        return Done.Instance;
    }

    /// <summary>The parent of all regions, <c>/system/sharding</c>.</summary>
    private sealed class ShardingGuardian : UntypedActor
    {
        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

        protected override void OnReceive(object message) => Unhandled(message);
    }
}

public class ClusterShardingExtensionProvider : ExtensionIdProvider<ClusterSharding>
{
    public override ClusterSharding CreateExtension(ExtendedActorSystem system) => new(system);
}
