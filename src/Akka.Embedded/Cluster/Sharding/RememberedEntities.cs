using Akka.Actor;
using Akka.Persistence;

namespace Akka.Cluster.Sharding;

/// <summary>The ids of a type's entities that are to run again after a restart of the node, kept as events.</summary>
internal sealed class RememberedEntities : UntypedPersistentActor
{
    internal sealed record Remember(string Id) : INoSerializationVerificationNeeded;

    internal sealed record Forget(string Id) : INoSerializationVerificationNeeded;

    /// <summary>The entity may start: it will be started again.</summary>
    internal sealed record Remembered(string Id) : INoSerializationVerificationNeeded;

    /// <summary>What the region is told once after its start.</summary>
    internal sealed record Recovered(IReadOnlyCollection<string> Ids) : INoSerializationVerificationNeeded;

    // an event is a plain string, which needs no serializer of its own: what happened, then the id
    private const char Started = '+';
    private const char Stopped = '-';

    private readonly HashSet<string> _ids = [];

    internal RememberedEntities(EntityType type)
    {
        PersistenceId = $"/sharding/{type.Name}/entities";
        JournalPluginId = type.Settings.JournalPluginId;
        SnapshotPluginId = type.Settings.SnapshotPluginId;
    }

    public override string PersistenceId { get; }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case Remember remember when _ids.Contains(remember.Id):
                Sender.Tell(new Remembered(remember.Id));
                break;
            case Remember remember:
                Persist(Started + remember.Id, e =>
                {
                    Apply(e);
                    Sender.Tell(new Remembered(remember.Id));
                });
                break;
            case Forget forget:
                Persist(Stopped + forget.Id, Apply);
                break;
        }
    }

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case string e:
                Apply(e);
                break;
            case RecoveryCompleted:
                Context.Parent.Tell(new Recovered([.. _ids]));
                break;
        }
    }

    private void Apply(string e)
    {
        if (e[0] == Started) _ids.Add(e[1..]);
        else _ids.Remove(e[1..]);
    }
}
