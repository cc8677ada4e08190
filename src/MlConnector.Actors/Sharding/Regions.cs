using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Hosting;

namespace MlConnector.Actors.Sharding;

/// <summary>Marks the region of connections.</summary>
public sealed class RealmRegion;

/// <summary>Marks the region of entities.</summary>
public sealed class EntityRegion;

/// <summary>Marks the region of writers, one for each ServiceNow instance.</summary>
public sealed class WriterRegion;

/// <summary>The regions by name; looked up late, since each region's actors talk to the others.</summary>
public sealed class Regions(IReadOnlyActorRegistry registry)
{
    private readonly Lazy<IActorRef> _realms = new(registry.Get<RealmRegion>);
    private readonly Lazy<IActorRef> _entities = new(registry.Get<EntityRegion>);
    private readonly Lazy<IActorRef> _writers = new(registry.Get<WriterRegion>);

    public IActorRef Realms => _realms.Value;

    public IActorRef Entities => _entities.Value;

    public IActorRef Writers => _writers.Value;
}

/// <summary>Finds the actor that a message is for by the key that the message bears.</summary>
internal sealed class KeyExtractor<TMessage>(int shards, Func<TMessage, string> key) : HashCodeMessageExtractor(shards)
    where TMessage : class
{
    public override string? EntityId(object message) => message is TMessage m ? key(m) : null;
}
