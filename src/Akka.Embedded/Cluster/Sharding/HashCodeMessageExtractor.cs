namespace Akka.Cluster.Sharding;

/// <summary>Spreads entities over a fixed number of shards by a hash of their ids that is the same in every process.</summary>
public abstract class HashCodeMessageExtractor(int maxNumberOfShards) : IMessageExtractor
{
    public readonly int MaxNumberOfShards = maxNumberOfShards;

    public abstract string? EntityId(object message);

    public virtual object? EntityMessage(object message) => message;

    public virtual string ShardId(string entityId, object? messageHint = null) =>
        (Math.Abs((long)StringHash.Of(entityId)) % MaxNumberOfShards).ToString();
}
