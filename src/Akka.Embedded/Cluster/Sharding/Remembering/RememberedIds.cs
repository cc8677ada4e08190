using Akka.Actor;
using Akka.Persistence;

namespace Akka.Cluster.Sharding.Remembering;

/// <summary>Ids that outlive the process, kept as events under the names and in the form that Akka.NET uses.</summary>
internal abstract class RememberedIds : UntypedPersistentActor
{
    private const int EventsToASnapshot = 1000;

    protected RememberedIds(string persistenceId, ClusterShardingSettings settings)
    {
        PersistenceId = persistenceId;
        JournalPluginId = settings.JournalPluginId;
        SnapshotPluginId = settings.SnapshotPluginId;
    }

    public sealed override string PersistenceId { get; }

    protected HashSet<string> Ids { get; } = [];

    protected abstract object Snapshot { get; }

    protected abstract void Apply(object message);

    protected abstract object[] Added(string id);

    protected abstract object Removed(string id);

    protected sealed override void OnCommand(object message)
    {
        switch (message)
        {
            case Remember remember when Ids.Contains(remember.Id):
                Sender.Tell(new Remembered(remember.Id));
                break;
            case Remember remember:
                PersistAll(Added(remember.Id), e =>
                {
                    Keep(e);
                    if (Ids.Contains(remember.Id)) Sender.Tell(new Remembered(remember.Id));
                });
                break;
            case Forget forget:
                Persist(Removed(forget.Id), Keep);
                break;
            case Finish:
                Context.Stop(Self);
                break;
        }
    }

    protected sealed override void OnRecover(object message)
    {
        if (message is RecoveryCompleted) Context.Parent.Tell(new Recovered([.. Ids]));
        else Apply(message is SnapshotOffer offer ? offer.Snapshot : message);
    }

    private void Keep(object e)
    {
        Apply(e);
        if (LastSequenceNr % EventsToASnapshot == 0) SaveSnapshot(Snapshot);
    }
}

/// <summary>The entities of a shard that are to run.</summary>
internal sealed class RememberedEntities(string typeName, string shardId, ClusterShardingSettings settings)
    : RememberedIds($"/sharding/{typeName}Shard/{shardId}", settings)
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
internal sealed class RememberedShards(string typeName, ClusterShardingSettings settings)
    : RememberedIds($"/system/sharding/{typeName}Coordinator/singleton/coordinator", settings)
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
