using System.Threading.Channels;
using Akka.Actor;
using Akka.Streams;
using Akka.Streams.Dsl;
using Microsoft.Extensions.Logging;
using MlConnector.Actors.Entities;
using MlConnector.Actors.Sharding;
using MlConnector.Domain;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Writers;

/// <summary>
/// Writes to one ServiceNow instance for all realms that go there: in turn, one write an entity, at the instance's pace.
/// It holds nothing that is not durable elsewhere: what it forgets, entities send again.
/// </summary>
public sealed partial class WriterActor : ReceiveActor, IWithTimers
{
    private readonly string _key;
    private readonly Regions _regions;
    private readonly IMaterializer _materializer;
    private readonly WriterLanes _lanes;
    private readonly Turns _turns;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<EntityId, WriteJob> _jobs = [];
    private readonly FairQueue<(RealmId Realm, bool Live), WriteJob> _ready = new();
    private readonly HashSet<RealmId> _asked = [];
    private readonly List<(FindSupplier Look, IActorRef For)> _looks = [];
    private ChannelWriter<WriteJob> _stream = null!;

    public WriterActor(string key, Regions regions, WriterLanesFactory lanes, TimeProvider time, ILogger log)
    {
        (_key, _regions, _time, _log) = (key, regions, time, log);
        _materializer = Context.Materializer();
        _lanes = lanes.Create(_materializer);
        _turns = new Turns(_lanes, time);
        _landed = time.GetUtcNow() + _lanes.TransactionLimit;
        Receive<Write>(OnWrite);
        Receive<FindSupplier>(OnFindSupplier);
        Receive<TakeTurn>(OnTakeTurn);
        Receive<TurnOver>(over => _turns.End(over.Turn));
        Receive<LeaveAlone>(alone => KeepQuiet(_time.GetUtcNow() + alone.For));
        Receive<RealmTarget>(OnTarget);
        Receive<JobEnded>(OnEnded);
        Receive<Pump>(OnPump);
        Receive<StopWriter>(_ => Context.Stop(Self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        var jobs = Channel.CreateBounded<WriteJob>(new BoundedChannelOptions(WriterLanes.MaxJobs) { SingleReader = true });
        _stream = jobs.Writer;
        var self = Self;
        ChannelSource.FromReader(jobs.Reader)
            .SelectAsyncUnordered(WriterLanes.MaxJobs, job => RunAsync(job, _stopping.Token))
            .RunWith(Sink.ForEach<JobEnded>(end => self.Tell(end)), _materializer);
        // what is asked of a realm may get lost while it moves
        Timers.StartPeriodicTimer("ask again", Pump.AskAgain, TimeSpan.FromSeconds(5));
    }

    protected override void PostStop()
    {
        _stream.TryComplete();
        _stopping.Cancel();
        _lanes.Dispose();
    }

    private void OnWrite(Write write)
    {
        if (_jobs.TryGetValue(write.Entity, out var known))
        {
            // one write an entity at a time; the newest order replaces one that is not begun
            if (known.Running) return;
            if (!known.GivesWayTo(write))
            {
                var overtakes = known.Ready && write.Live && !known.Write.Live;
                known.Write = write;
                if (overtakes) Enqueue(known);
                return;
            }
        }
        var job = new WriteJob(write);
        _jobs[write.Entity] = job;
        if (write.Again && _time.GetUtcNow() < _landed) Hold(job);
        else Enqueue(job);
        PumpJobs();
    }

    private void Enqueue(WriteJob job)
    {
        (job.Ready, job.Held) = (true, false);
        _ready.Enqueue((job.Entity.Realm, job.Write.Live), job);
    }

    private void OnFindSupplier(FindSupplier look)
    {
        if (CanServe(look.Realm)) _lanes.FindSupplierAsync(look.Realm, look.SysId, _stopping.Token).PipeTo(Sender, failure: e => new SupplierLook(null, WriterLanes.Failure(e)));
        else _looks.Add((look, Sender));
    }

    private void OnTakeTurn(TakeTurn take)
    {
        if (_quietUntil - _time.GetUtcNow() is var quiet && quiet > TimeSpan.Zero) Sender.Tell(new Turn(quiet));
        else _ = _turns.TakeAsync(take, Sender, _stopping.Token);
    }

    private void OnTarget(RealmTarget target)
    {
        _asked.Remove(target.Realm);
        _lanes.Set(target);
        if (target.Waits is { } reason)
        {
            // they are reminded when it goes on
            foreach (var job in _ready.Remove((target.Realm, true)).Concat(_ready.Remove((target.Realm, false))).Where(j => j.Ready))
            {
                job.Ready = false;
                End(job, new WriteOutcome.Deferred(reason, null, 0));
            }
        }
        foreach (var (look, sender) in _looks.Where(l => l.Look.Realm == target.Realm).ToList())
        {
            _looks.Remove((look, sender));
            if (target.Waits is { } waits) sender.Tell(new SupplierLook(null, waits));
            else Self.Tell(look, sender);
        }
        PumpJobs();
    }

    private async Task<JobEnded> RunAsync(WriteJob job, CancellationToken ct)
    {
        try
        {
            return new JobEnded(job, await _lanes.WriteAsync(job.Write, ct));
        }
        catch (Exception e)
        {
            return new JobEnded(job, new WriteOutcome.Deferred(WriterLanes.Failure(e), null, 0), e);
        }
    }

    private void OnEnded(JobEnded ended)
    {
        var job = ended.Job;
        _running--;
        job.Running = false;
        if (ended.Outcome is WriteOutcome.Deferred deferred)
        {
            Defer(job, deferred, ended.Failure);
        }
        else
        {
            if (_failures > 0) WriterLog.Back(_log, _lanes.Name);
            _failures = 0;
            End(job, ended.Outcome);
        }
        PumpJobs();
    }

    private void End(WriteJob job, WriteOutcome outcome)
    {
        _jobs.Remove(job.Entity);
        _regions.Entities.Tell(WriteEnded(job, outcome));
    }

    private static WriteEnded WriteEnded(WriteJob job, WriteOutcome outcome) =>
        new(job.Entity, job.Write.Number, job.Write.Order.Document.Standing, outcome);

    private sealed record JobEnded(WriteJob Job, WriteOutcome Outcome, Exception? Failure = null) : INoSerializationVerificationNeeded;
}
