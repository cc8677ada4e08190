namespace Akka.Cluster.Sharding;

/// <summary>Spreads entities over a fixed number of shards by a hash of their ids that is the same in every process.</summary>
public abstract class HashCodeMessageExtractor(int maxNumberOfShards) : IMessageExtractor
{
    public readonly int MaxNumberOfShards = maxNumberOfShards;

    public static HashCodeMessageExtractor Create(int maxNumberOfShards, Func<object, string?> entityIdExtractor, Func<object, object>? messageExtractor = null) =>
        new Delegating(maxNumberOfShards, entityIdExtractor, messageExtractor ?? (message => message));

    public abstract string? EntityId(object message);

    public virtual object? EntityMessage(object message) => message;

    [Obsolete("Use ShardId(EntityId, object) instead.")]
    public virtual string? ShardId(object message) => EntityId(message) is { } id ? ShardId(id, message) : null;

    public virtual string ShardId(string entityId, object? messageHint = null) =>
        (Math.Abs((long)StringHash.Of(entityId)) % MaxNumberOfShards).ToString();

    private sealed class Delegating(int maxNumberOfShards, Func<object, string?> id, Func<object, object> message) : HashCodeMessageExtractor(maxNumberOfShards)
    {
        public override string? EntityId(object envelope) => id(envelope);

        public override object? EntityMessage(object envelope) => message(envelope);
    }
}
