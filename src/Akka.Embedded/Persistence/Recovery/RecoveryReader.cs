using Akka.Actor;
using Akka.Persistence.Sql;

namespace Akka.Persistence.Store;

/// <summary>Reads one actor's history page by page and hands each to the actor as a message, the next one while it replays the last.</summary>
internal sealed class RecoveryReader(Eventsourced owner, IActorRef actor, SqlEvents events, SqlSnapshots snapshots)
{
    private const int PageSize = 500;

    private readonly string _persistenceId = owner.PersistenceId;
    private long _next = 1;

    /// <summary>It has read all, or its actor has stopped.</summary>
    internal bool IsOver { get; set; }

    internal void Start() => _ = Deliver(fromSnapshot: true);

    internal void Continue() => _ = Deliver(fromSnapshot: false);

    private async Task Deliver(bool fromSnapshot)
    {
        SnapshotOffer? snapshot = null;
        EventPage page;
        try
        {
            if (fromSnapshot) snapshot = await snapshots.Load(_persistenceId).ConfigureAwait(false);
            if (snapshot is not null) _next = snapshot.Metadata.SequenceNr + 1;
            page = await events.Read(_persistenceId, _next, PageSize).ConfigureAwait(false);
            _next = page.Last + 1;
        }
        catch (Exception e)
        {
            page = new EventPage([], 0, true, e);
        }
        actor.Tell(new RecoveryStep(owner, snapshot, page), ActorRefs.NoSender);
    }
}
