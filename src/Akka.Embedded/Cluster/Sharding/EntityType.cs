using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>All that one kind of entity has in common.</summary>
internal sealed record EntityType(string Name, Func<string, Props> Props, ClusterShardingSettings Settings, IMessageExtractor Extractor, object StopMessage) : INoSerializationVerificationNeeded;

/// <summary>The parent of all regions, <c>/system/sharding</c>.</summary>
internal sealed class ShardingGuardian : UntypedActor
{
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void OnReceive(object message)
    {
        if (message is EntityType type)
            Sender.Tell(Context.ActorOf(Props.Create(() => new ShardRegion(type)), Uri.EscapeDataString(type.Name)));
    }
}
