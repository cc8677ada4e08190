using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Sql;
using Akka.Persistence.Store;

namespace Akka.Persistence;

/// <summary>
/// An actor whose state is the fold of its events. It recovers before it sees a command; while a Persist is under way, commands wait.
/// This part is its life; the others are what it reads at its start, what it writes, and its snapshots.
/// </summary>
public abstract partial class Eventsourced : ActorBase, IWithUnboundedStash
{
    private enum Phase { Recovering, Processing, Persisting }

    private readonly PersistenceExtension _extension = Persistence.Instance.Apply(Context.System);
    private readonly CellStash _waiting;
    private SqlJournal? _journal;
    private SqlSnapshots? _snapshots;
    private ILoggingAdapter? _log;
    private Phase _phase = Phase.Recovering;
    private bool _asyncRunning;

    /// <summary>What the actor's own code unstashes queues before the commands that are held back here, not before those in the mailbox.</summary>
    protected Eventsourced()
    {
        _waiting = new CellStash(Cell, Cell.Prepend);
        Stash = new CellStash(Cell, _waiting.Prepend);
    }

    public abstract string PersistenceId { get; }

    public string JournalPluginId { get; protected set; } = "";

    public string SnapshotPluginId { get; protected set; } = "";

    public IStash Stash { get; set; }

    public bool IsRecovering => _phase == Phase.Recovering;

    public long LastSequenceNr { get; private set; }

    protected virtual ILoggingAdapter Log => _log ??= Context.GetLogger();

    private SqlJournal Journal => _journal ??= _extension.Journal(JournalPluginId);

    private SqlSnapshots Snapshots => _snapshots ??= _extension.Snapshots(SnapshotPluginId);

    protected abstract bool ReceiveRecover(object message);

    public override void AroundPreStart()
    {
        base.AroundPreStart();
        BeginRecovery();
    }

    public override void AroundPreRestart(Exception cause, object message)
    {
        Leave();
        base.AroundPreRestart(cause, message is PendingEvent pending ? pending.Original : message);
    }

    public override void AroundPostRestart(Exception cause, object message)
    {
        base.AroundPostRestart(cause, message);
        BeginRecovery();
    }

    public override void AroundPostStop()
    {
        Leave();
        base.AroundPostStop();
    }

    protected internal override bool AroundReceive(Receive receive, object message)
    {
        var (handled, failed) = (true, true);
        try
        {
            if (message is RecoveryStep step)
            {
                if (ReferenceEquals(step.Owner, this) && IsRecovering) Replay(step);
            }
            else if (message is PendingEvent pending)
            {
                if (ReferenceEquals(pending.Owner, this)) Written(pending);
            }
            else if (_phase == Phase.Processing)
            {
                handled = base.AroundReceive(receive, message);
            }
            else
            {
                _waiting.Stash();
            }
            failed = false;
        }
        finally
        {
            CommandDone(failed);
        }
        return handled;
    }

    protected override void Unhandled(object message)
    {
        if (message is RecoveryCompleted or SaveSnapshotSuccess or DeleteSnapshotsSuccess or DeleteMessagesSuccess) return;
        if (message is SaveSnapshotFailure save) Log.Warning("Failed to save the snapshot {0}: {1}", save.Metadata, save.Cause);
        else if (message is DeleteSnapshotsFailure delete) Log.Warning("Failed to delete snapshots of '{0}': {1}", PersistenceId, delete.Cause);
        else if (message is DeleteMessagesFailure f) Log.Warning("Failed to delete events of '{0}' up to {1}: {2}", PersistenceId, f.ToSequenceNr, f.Cause);
        else base.Unhandled(message);
    }

    /// <summary>Runs an asynchronous handler; what it persisted goes to the journal when it ends.</summary>
    protected void RunTask(Func<Task> action)
    {
        _asyncRunning = true;
        Cell.RunAsync(async () =>
        {
            var failed = true;
            try
            {
                await action();
                failed = false;
            }
            finally
            {
                _asyncRunning = false;
                CommandDone(failed);
            }
        });
    }

    private void CommandDone(bool failed)
    {
        if (_asyncRunning || IsRecovering) return;
        Flush();
        _phase = _inFlight > 0 ? Phase.Persisting : Phase.Processing;
        if (failed) _waiting.UnstashAll();
        else if (_phase == Phase.Processing) _waiting.Unstash(); // one by one, so that each finds the others still behind it
    }

    private void StopAfter(Action report)
    {
        try
        {
            report();
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    private void Leave()
    {
        EndReading();
        Stash.UnstashAll();
        _waiting.UnstashAll();
    }

    private void Answer(Task work, object success, Func<Exception, object> failure)
    {
        var self = Self;
        _ = work.ContinueWith(
            done => self.Tell(done.Exception is { } e ? failure(e.GetBaseException()) : success, ActorRefs.NoSender),
            TaskContinuationOptions.ExecuteSynchronously);
    }
}
