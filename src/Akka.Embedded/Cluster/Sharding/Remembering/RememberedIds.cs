using Akka.Actor;
using Akka.Persistence;

namespace Akka.Cluster.Sharding.Remembering;

/// <summary>Ids that outlive the process, kept as events under the names and in the form that Akka.NET uses.</summary>
internal abstract class RememberedIds : UntypedPersistentActor
{
    private const int EventsToASnapshot = 1000;

    protected RememberedIds(string persistenceId, EntityType type)
    {
        PersistenceId = persistenceId;
        JournalPluginId = type.JournalPluginId;
        SnapshotPluginId = type.SnapshotPluginId;
    }

    public sealed override string PersistenceId { get; }

    protected HashSet<string> Ids { get; } = [];

    protected abstract object Snapshot { get; }

    protected abstract void Apply(object message);

    protected abstract object[] Added(string id);

    protected abstract object Removed(string id);

    protected sealed override void OnCommand(object message)
    {
        if (message is Forget forget) Persist(Removed(forget.Id), Keep);
        else if (message is Finish) Context.Stop(Self);
        else if (message is Remember known && Ids.Contains(known.Id)) Sender.Tell(new Remembered(known.Id));
        else if (message is Remember remember) PersistAll(Added(remember.Id), e => KeepAndTell(e, remember.Id));
    }

    protected sealed override void OnRecover(object message)
    {
        if (message is RecoveryCompleted) Context.Parent.Tell(new Recovered([.. Ids]));
        else Apply(message is SnapshotOffer offer ? offer.Snapshot : message);
    }

    private void KeepAndTell(object e, string id)
    {
        Keep(e);
        if (Ids.Contains(id)) Sender.Tell(new Remembered(id));
    }

    private void Keep(object e)
    {
        Apply(e);
        if (LastSequenceNr % EventsToASnapshot == 0) SaveSnapshot(Snapshot);
    }
}

/// <summary>The entities of a shard that are to run.</summary>
internal sealed class RememberedEntities(EntityType type, string shardId) : RememberedIds($"/sharding/{type.Name}Shard/{shardId}", type)
{
    protected override object Snapshot => new EntitiesSnapshot([.. Ids]);

    protected override object[] Added(string id) => [new EntitiesStarted([id])];

    protected override object Removed(string id) => new EntitiesStopped([id]);

    protected override void Apply(object message)
    {
        if (message is EntitiesStarted started) Ids.UnionWith(started.Ids);
        else if (message is EntitiesStopped stopped) Ids.ExceptWith(stopped.Ids);
        else if (message is EntitiesSnapshot snapshot) Ids.UnionWith(snapshot.Ids);
    }
}

/// <summary>The shards of a type that have, or had, entities.</summary>
internal sealed class RememberedShards(EntityType type) : RememberedIds($"/system/sharding/{type.Name}Coordinator/singleton/coordinator", type)
{
    protected override object Snapshot => new ShardsSnapshot([.. Ids]);

    protected override object[] Added(string id) => LastSequenceNr == 0 ? [new ShardsMarker(), id] : [id];

    protected override object Removed(string id) => throw new NotSupportedException("A shard is not forgotten.");

    protected override void Apply(object message)
    {
        if (message is string id) Ids.Add(id);
        else if (message is ShardsSnapshot snapshot) Ids.UnionWith(snapshot.Ids);
    }
}
