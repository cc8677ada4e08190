using Akka.Event;
using Akka.Persistence.Store;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private RecoveryReader? _reader;

    /// <summary>The history could not be read or applied. The actor is stopped after this, always.</summary>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null) Log.Error(reason, "Failed to recover '{0}', last sequence number {1}", PersistenceId, LastSequenceNr);
        else Log.Error(reason, "Failed to recover '{0}' from {1} with sequence number {2}", PersistenceId, message.GetType(), LastSequenceNr);
    }

    protected virtual void OnReplaySuccess() { }

    private void BeginRecovery()
    {
        _reader = new RecoveryReader(this, Self, Journal.Events, Snapshots);
        _extension.Recoveries.Enter(_reader);
    }

    private void EndReading()
    {
        if (_reader is not null) _extension.Recoveries.Leave(_reader);
        _reader = null;
    }

    private void Replay(RecoveryStep step)
    {
        if (!step.Page.IsLast) _reader!.Continue();
        object? current = null;
        try
        {
            if (step.Snapshot is { } offer)
            {
                LastSequenceNr = offer.Metadata.SequenceNr;
                current = offer.Snapshot;
                base.AroundReceive(ReceiveRecover, offer);
            }
            foreach (var stored in step.Page.Events)
            {
                LastSequenceNr = stored.SequenceNr;
                current = stored.Payload;
                foreach (var e in Journal.Adapters.FromJournal(stored.Payload, stored.Manifest)) base.AroundReceive(ReceiveRecover, e);
            }
        }
        catch (Exception e)
        {
            FailRecovery(e, current);
            return;
        }
        if (step.Page.Failure is { } failure) FailRecovery(failure, null);
        else if (step.Page.IsLast) EndRecovery(step.Page.Last);
    }

    private void EndRecovery(long highest)
    {
        EndReading();
        _sequenceNr = LastSequenceNr = Math.Max(LastSequenceNr, highest);
        _phase = Phase.Processing;
        OnReplaySuccess();
        base.AroundReceive(ReceiveRecover, RecoveryCompleted.Instance);
    }

    private void FailRecovery(Exception cause, object? message)
    {
        EndReading();
        StopAfter(() => OnRecoveryFailure(cause, message));
    }
}
