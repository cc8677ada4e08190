using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Store;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private List<PendingEvent>? _batch;
    private long _sequenceNr;
    private int _inFlight;
    private bool _writing;

    /// <summary>Stores the event, then runs its handler. Commands wait until then.</summary>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) => PersistAll([@event], handler);

    /// <summary>Stores the events, all or none, then runs the handler for each.</summary>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler)
    {
        if (IsRecovering) throw new InvalidOperationException("Nothing can be persisted during recovery; RecoveryCompleted is the first moment.");
        _batch ??= [];
        var first = _batch.Count;
        foreach (var e in events) _batch.Add(new PendingEvent(this, e!, o => handler((TEvent)o), Sender, ++_sequenceNr));
        _inFlight += _batch.Count - first;
        try
        {
            for (var i = first; i < _batch.Count; i++) Journal.Prepare(_batch[i]);
        }
        catch (Exception rejection)
        {
            for (var i = first; i < _batch.Count; i++) _batch[i].Rejection = rejection;
        }
    }

    public void DeleteMessages(long toSequenceNr)
    {
        if (toSequenceNr > LastSequenceNr && toSequenceNr != long.MaxValue)
        {
            var cause = new ArgumentOutOfRangeException(
                nameof(toSequenceNr), toSequenceNr, $"The last sequence number of '{PersistenceId}' is {LastSequenceNr}.");
            Self.Tell(new DeleteMessagesFailure(cause, toSequenceNr));
            return;
        }
        Answer(Journal.Events.Delete(PersistenceId, toSequenceNr), new DeleteMessagesSuccess(toSequenceNr), e => new DeleteMessagesFailure(e, toSequenceNr));
    }

    /// <summary>The journal failed: whether the event is stored is unknown. The actor is stopped after this, always.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Failed to persist {0} with sequence number {1} for '{2}'", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>The event cannot be stored, and was not. The actor goes on.</summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Rejected {0} with sequence number {1} of '{2}'", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>One write at a time: what comes meanwhile goes together in the next one.</summary>
    private void Flush()
    {
        if (_writing || _batch is not { Count: > 0 } batch) return;
        _writing = true;
        _batch = null;
        Journal.Events.Append(new JournalWrite(PersistenceId, Self, batch));
    }

    private void Written(PendingEvent pending)
    {
        _inFlight--;
        if (pending.EndsWrite) _writing = false;
        if (pending.Failure is { } cause)
        {
            StopAfter(() => OnPersistFailure(cause, pending.Original, pending.SequenceNr));
            return;
        }
        LastSequenceNr = pending.SequenceNr;
        if (pending.Rejection is { } rejection) OnPersistRejected(rejection, pending.Original, pending.SequenceNr);
        else pending.Handler(pending.Original);
    }
}
