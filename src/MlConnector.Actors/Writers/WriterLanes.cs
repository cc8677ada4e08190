using Akka;
using Akka.Streams;
using Microsoft.Extensions.Logging;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.ServiceNow;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Writers;

/// <summary>What a writer needs to make its lanes; one for a node.</summary>
public sealed class WriterLanesFactory(ConnectorOptions options, ISecretSealer sealer, TimeProvider time, ILoggerFactory loggers)
{
    internal WriterLanes Create(IMaterializer materializer) => new(materializer, options, sealer, time, loggers);
}

/// <summary>
/// The ways to one instance: a client for each realm, with that realm's credentials, and one gate for them all.
/// Set from the writer's actor only; read by the writes that it runs.
/// </summary>
internal sealed class WriterLanes(
    IMaterializer materializer, ConnectorOptions options, ISecretSealer sealer, TimeProvider time, ILoggerFactory loggers) : IDisposable
{
    public const int MaxJobs = 64;

    private readonly Dictionary<RealmId, RealmTarget> _targets = [];
    private readonly Dictionary<RealmId, Lane> _lanes = [];
    private readonly SemaphoreSlim _adoption = new(1, 1);
    private volatile StreamGate? _gate;
    private Pace _pace;

    /// <summary>The instance by its address.</summary>
    public string Name { get; private set; } = "ServiceNow";

    public TimeSpan TransactionLimit => options.ServiceNowTransactionLimit;

    /// <summary>How many records are worked on at once: enough to keep all requests in flight.</summary>
    public int Jobs => Math.Clamp(2 * _pace.MaxConcurrency, 1, MaxJobs);

    public bool Has(RealmId realm)
    {
        lock (_lanes) return _lanes.ContainsKey(realm);
    }

    /// <summary>Takes over a realm's credentials and limits, or closes its lane.</summary>
    public void Set(RealmTarget target)
    {
        if (_targets.TryGetValue(target.Realm, out var known) && known == target) return;
        lock (_lanes)
        {
            _targets[target.Realm] = target;
            if (target is { Settings: not null, Waits: null }) SetPace();
            // the pace is the instance's and not the lane's: who only changes that disturbs nothing under way
            if (known is not null && Way(known) == Way(target)) return;
            if (_lanes.Remove(target.Realm, out var old)) old.Retire();
            if (target is not { Settings: { } settings, Secret: { } secret, Waits: null }) return;
            Name = settings.Address.Host;
            if (Open(settings, secret) is not { } client) return;
            _lanes[target.Realm] = new Lane(client, new RecordWriter(client, _adoption));
        }
    }

    public Task<WriteOutcome> WriteAsync(Write write, CancellationToken ct) => IsOff(write)
        ? Task.FromResult<WriteOutcome>(new WriteOutcome.Off(Domain.Realms.Readiness.TypeOff(write.Entity.Type), 0))
        : Enter(write.Entity.Realm).RunAsync(writer => writer.WriteAsync(write.Order, ct));

    public Task<SupplierLook> FindSupplierAsync(RealmId realm, string sysId, CancellationToken ct) =>
        Enter(realm).RunAsync(writer => writer.FindSupplierAsync(sysId, ct));

    /// <summary>Gives others a place among the requests to the instance, at its pace or, where no connection sets that, at theirs.</summary>
    public Task LendAsync(Pace pace, Func<Task> use, CancellationToken ct)
    {
        lock (_lanes)
        {
            if (_targets.Values.All(t => t.Settings is null)) Use(pace);
        }
        return new CurrentGate(this).RunAsync(
            async _ =>
            {
                await use();
                return NotUsed.Instance;
            },
            ct);
    }

    public static Reason Failure(Exception e) => new(
        "write-failed", $"Writing failed here, before ServiceNow said anything: {e.GetType().Name}.", "It is tried again; if it stays, see the log.");

    public void Dispose()
    {
        lock (_lanes)
        {
            _gate?.Close();
            foreach (var lane in _lanes.Values) lane.Retire();
            _lanes.Clear();
        }
    }

    private bool IsOff(Write write)
    {
        lock (_lanes) return write.Order.Known.Count == 0 && _targets[write.Entity.Realm].Off?.Contains(write.Entity.Type) == true;
    }

    private Lane Enter(RealmId realm)
    {
        lock (_lanes) return _lanes[realm].Enter();
    }

    // the instance is one, whoever writes to it: the most careful of its connections sets the pace
    private void SetPace()
    {
        var settings = _targets.Values.Select(t => t.Settings).OfType<Domain.Realms.ServiceNowSettings>().ToList();
        Use(new Pace(
            settings.Min(s => s.RequestsPerSecond ?? options.ServiceNowRequestsPerSecond),
            settings.Min(s => s.MaxConcurrency ?? options.ServiceNowMaxConcurrency)));
    }

    private void Use(Pace pace)
    {
        if (pace == _pace) return;
        _pace = pace;
        var old = _gate;
        _gate = StreamGate.Open(materializer, pace);
        old?.Close();
    }

    // the files of profiles may have changed since the connection was written: its records then wait, and ping says why
    private ServiceNowClient? Open(Domain.Realms.ServiceNowSettings settings, Domain.Realms.SealedSecret secret)
    {
        try
        {
            return new ServiceNowClient(
                TargetConnection.From(settings, sealer.Open(secret), options.Profiles), new CurrentGate(this), time, loggers.CreateLogger<ServiceNowClient>());
        }
        catch (ProfileException e)
        {
            WriterLog.NoProfile(loggers.CreateLogger<WriterActor>(), Name, e.Message);
            return null;
        }
    }

    private static RealmTarget Way(RealmTarget target) => target with
    {
        Settings = target.Settings is { } settings ? settings with { RequestsPerSecond = null, MaxConcurrency = null } : null, Off = null,
    };

    /// <summary>Follows a change of pace while clients live on.</summary>
    private sealed class CurrentGate(WriterLanes lanes) : IRequestGate
    {
        public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct)
        {
            for (var gate = lanes._gate!;;)
            {
                if (gate.TryRun(request, ct) is { } running) return running;
                // closed: either another has taken its place, or the writer has stopped
                if (ReferenceEquals(gate, gate = lanes._gate!)) throw new OperationCanceledException("The writer of this instance has stopped.");
            }
        }
    }
}
