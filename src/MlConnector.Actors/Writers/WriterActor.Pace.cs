using Akka.Actor;
using Akka.Event;
using MlConnector.Actors.Realms;
using MlConnector.Domain;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Writers;

/// <summary>When jobs begin: as fast as the instance takes them, later after a failure, none while it wants to be left alone.</summary>
public sealed partial class WriterActor
{
    private const string PumpTimer = "pump";

    private readonly PriorityQueue<WriteJob, DateTimeOffset> _later = new();
    private readonly DateTimeOffset _landed;
    private DateTimeOffset _quietUntil = DateTimeOffset.MinValue;
    private bool _holding;
    private int _running;
    private int _failures;

    // an instance goes on with a request whose sender is dead: until that has landed, a look tells nothing
    private void Hold(WriteJob job)
    {
        if (!_holding) WriterLog.Held(_log, _landed);
        _holding = true;
        _later.Enqueue(job, _landed);
    }

    private void OnPump(Pump pump)
    {
        if (pump == Pump.AskAgain) _asked.Clear();
        PumpJobs();
    }

    private void PumpJobs()
    {
        var now = _time.GetUtcNow();
        while (_later.TryPeek(out var job, out var due) && due <= now)
        {
            _later.Dequeue();
            if (!job.Dropped) Enqueue(job);
        }
        // while the instance is failing one job at a time goes to see whether it is back
        var limit = _failures > 0 ? 1 : _lanes.Jobs;
        while (now >= _quietUntil && _running < limit && _ready.TryDequeue(o => CanServe(o.Realm), out var job))
        {
            // one that overtook what was before it is met a second time
            if (!job.Ready) continue;
            job.Ready = false;
            _running++;
            job.Running = true;
            _stream.TryWrite(job);
        }
        Wake(now);
    }

    private bool CanServe(RealmId realm)
    {
        if (_lanes.Has(realm)) return true;
        if (_asked.Add(realm)) _regions.Realms.Tell(new GetTarget(realm, _key));
        return false;
    }

    private void Wake(DateTimeOffset now)
    {
        var next = _later.TryPeek(out _, out var due) ? due : DateTimeOffset.MaxValue;
        if (_quietUntil > now && _quietUntil < next) next = _quietUntil;
        if (next == DateTimeOffset.MaxValue) Timers.Cancel(PumpTimer);
        else Timers.StartSingleTimer(PumpTimer, Pump.Due, next - now > TimeSpan.Zero ? next - now : TimeSpan.Zero);
    }

    private void Defer(WriteJob job, WriteOutcome.Deferred deferred, Exception? failure)
    {
        var now = _time.GetUtcNow();
        job.Failures++;
        var jitter = Random.Shared.NextDouble();
        if (deferred.Held)
        {
            _failures = 0;
            job.Held = true;
            _later.Enqueue(job, now + RetryDelay.WhileHeld(job.Failures, jitter));
            _regions.Entities.Tell(WriteEnded(job, deferred));
            return;
        }
        // what was under way when the instance began to fail tells no more than the first of it did
        if (now >= _quietUntil) _failures++;
        // one record that fails waits alone; several in a row, or a wait that the instance asks for, make all wait
        if (deferred.RetryAfter is { } asked) KeepQuiet(now + asked);
        else if (_failures > 2) KeepQuiet(now + RetryDelay.After(_failures - 2, jitter));
        var wait = deferred.RetryAfter ?? RetryDelay.After(job.Failures, jitter);
        if (deferred.MayStillLand && wait < _lanes.TransactionLimit) wait = _lanes.TransactionLimit;
        _later.Enqueue(job, now + wait);
        WriterLog.Deferred(_log, failure, job.Entity, _lanes.Name, job.Failures, deferred.Reason.Text);
        _regions.Entities.Tell(WriteEnded(job, deferred));
    }

    // what one answer asks for, a shorter wait of another does not undo
    private void KeepQuiet(DateTimeOffset until)
    {
        if (until > _quietUntil) _quietUntil = until;
    }

    private sealed class Pump : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly Pump Due = new();
        public static readonly Pump AskAgain = new();

        private Pump() { }
    }
}
