using Akka.Event;
using Akka.Persistence.Store;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private RecoveryPermits.Permit? _permit;
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
        _permit = _extension.Recoveries.Request();
        _reader = new RecoveryReader(this, Self, PersistenceId, Recovery, JournalPlugin.Store, Snapshots);
        _ = _reader.Start(_permit);
    }

    private void Replay(RecoveryStep step)
    {
        if (step.Page is { IsLast: false }) _ = _reader!.Continue();
        object? current = null;
        try
        {
            if (step.Snapshot is { } snapshot)
            {
                LastSequenceNr = snapshot.Metadata.SequenceNr;
                current = snapshot.Snapshot;
                base.AroundReceive(ReceiveRecover, new SnapshotOffer(snapshot.Metadata, snapshot.Snapshot));
            }
            foreach (var stored in step.Page?.Events ?? [])
            {
                LastSequenceNr = stored.SequenceNr;
                current = stored.Payload;
                foreach (var e in JournalPlugin.Adapters.FromJournal(stored.Payload, stored.Manifest)) base.AroundReceive(ReceiveRecover, e);
            }
        }
        catch (Exception e)
        {
            FailRecovery(e, current);
            return;
        }
        if ((step.Failure ?? step.Page!.Failure) is { } failure) FailRecovery(failure, null);
        else if (step.Page is { IsLast: true }) EndRecovery(step.Highest);
    }

    private void EndRecovery(long highest)
    {
        _permit!.Release();
        _permit = null;
        _reader = null;
        LastSequenceNr = Math.Max(LastSequenceNr, highest);
        _sequenceNr = LastSequenceNr;
        _phase = Phase.Processing;
        var failed = true;
        try
        {
            OnReplaySuccess();
            base.AroundReceive(ReceiveRecover, RecoveryCompleted.Instance);
            failed = false;
        }
        finally
        {
            CommandDone(failed);
        }
    }

    private void FailRecovery(Exception cause, object? message)
    {
        _permit!.Release();
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Context.Stop(Self);
        }
    }
}
