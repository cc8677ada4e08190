namespace Akka.Cluster.Sharding;

/// <summary>Tells for which entity a message is, what of it the entity gets, and in which shard the entity lives.</summary>
public interface IMessageExtractor
{
    string? EntityId(object message);

    object? EntityMessage(object message);

    string ShardId(string entityId, object? messageHint = null);
}
