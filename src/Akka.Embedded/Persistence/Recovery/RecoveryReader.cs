using Akka.Actor;

namespace Akka.Persistence.Store;

/// <summary>Reads one actor's history page by page and hands each to the actor as a message, the next one while it replays the last.</summary>
internal sealed class RecoveryReader(Eventsourced owner, IActorRef actor, string persistenceId, Recovery recovery, IEventStore events, ISnapshots snapshots)
{
    private const int PageSize = 500;

    private long _next = 1;
    private long _left = recovery.ReplayMax;

    internal async Task Start(RecoveryPermits.Permit permit)
    {
        await permit.Granted.ConfigureAwait(false);
        if (permit.IsReleased) return;
        await Deliver(async () =>
        {
            var snapshot = recovery.FromSnapshot.MaxSequenceNr > 0
                ? await snapshots.Load(persistenceId, recovery.FromSnapshot.UpTo(recovery.ToSequenceNr)).ConfigureAwait(false)
                : null;
            _next = (snapshot?.Metadata.SequenceNr ?? 0) + 1;
            return await ReadPage(snapshot).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    internal Task Continue() => Deliver(() => ReadPage(null));

    private async Task<RecoveryStep> ReadPage(SelectedSnapshot? snapshot)
    {
        var reached = snapshot?.Metadata.SequenceNr ?? 0;
        var limit = (int)Math.Min(PageSize, _left);
        var page = limit > 0 && _next <= recovery.ToSequenceNr
            ? await events.Read(persistenceId, _next, recovery.ToSequenceNr, limit).ConfigureAwait(false)
            : new EventPage([], 0, IsLast: true);
        _left -= limit;
        _next = page.Last + 1;
        if (!page.IsLast && _left > 0) return new RecoveryStep(owner, snapshot, page, 0, null);

        // A page that ran to the end of the journal has seen its highest number; one cut short by the recovery's own bounds has not.
        var bounded = recovery.ToSequenceNr < long.MaxValue || !page.IsLast;
        var highest = bounded ? await events.HighestSequenceNr(persistenceId).ConfigureAwait(false) : page.Last;
        return new RecoveryStep(owner, snapshot, page with { IsLast = true }, Math.Max(reached, highest), null);
    }

    private async Task Deliver(Func<Task<RecoveryStep>> read)
    {
        RecoveryStep step;
        try
        {
            step = await read().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            step = new RecoveryStep(owner, null, null, 0, e);
        }
        actor.Tell(step, ActorRefs.NoSender);
    }
}
