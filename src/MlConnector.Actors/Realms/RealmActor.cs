using Akka.Actor;
using Akka.Event;
using Akka.Persistence;
using Microsoft.Extensions.Logging;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Domain.References;

namespace MlConnector.Actors.Realms;

/// <summary>
/// One connected company: its settings, grant, cursor and schedule. It reads QuickBooks and hands what changed to the entities.
/// </summary>
public sealed partial class RealmActor : ReceivePersistentActor, IWithTimers
{
    private const int EventsForASnapshot = 100;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(30);

    private readonly RealmId _realm;
    private readonly RealmServices _services;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stopping = new();
    private RealmState _state = RealmState.Empty;
    private ReferenceShelf _shelf = null!;
    private bool _restarted;

    public RealmActor(RealmId realm, RealmServices services)
    {
        (_realm, _services, _log) = (realm, services, services.Loggers.CreateLogger<RealmActor>());
        Recover<IRealmEvent>(e => _state = _state.Apply(e));
        Recover<SnapshotOffer>(s => _state = (RealmState)s.Snapshot);
        Recover<RecoveryCompleted>(_ =>
        {
            _shelf = new ReferenceShelf(_services.Api, _realm, _state.References ?? ReferenceBook.Empty, _log);
            if (_restarted) GoOnLater();
            else GoOn();
        });

        Command<GoOnDue>(_ =>
        {
            if (_restarted) GoOn();
        });
        Command<Wake>(_ => { });
        Command<GetRealm>(_ => Sender.Tell(View()));
        Command<GetTarget>(get => TellWriter(get.Writer));
        Command<SaveConnection>(OnSave);
        Command<SetPaused>(OnSetPaused);
        Command<RemoveConnection>(OnRemove);
        Command<Revoked>(OnRevoked);
        CommandTokens();
        CommandCare();
        CommandBudget();
        CommandAuthorization();
        CommandPolls();
        CommandSettling();
        CommandAccounts();
        CommandSync();
        CommandIdSweep();
        CommandNotices();
        CommandFollowUps();
        CommandChecks();
        CommandBooks();
        CommandInstance();
        Command<SaveSnapshotSuccess>(s => DeleteSnapshots(new SnapshotSelectionCriteria(s.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(f => RealmLog.SnapshotFailed(_log, f.Cause, _realm));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(_ => { });
        Command<StopRealm>(_ => Context.Stop(Self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public override string PersistenceId => _realm.PersistenceId;

    private RealmView View() => new(_realm, _state with { Calls = _state.Calls.Add(_services.Api.CallsOf(_realm), Now) }, _nextPollAt, _pace.Reason);

    private DateTimeOffset Now => _services.Time.GetUtcNow();

    private bool Active => _state.Exists && _state.Status == RealmStatus.Active;

    protected override void PostRestart(Exception reason)
    {
        _restarted = true;
        base.PostRestart(reason);
    }

    protected override void PostStop()
    {
        _stopping.Cancel();
        base.PostStop();
    }

    // what failed may fail again at once, and each time it calls
    private void GoOnLater()
    {
        _nextPollAt = Active ? Now + AfterFailure : null;
        Timers.StartSingleTimer("go on", GoOnDue.Instance, AfterFailure);
    }

    /// <summary>Takes up whatever the state calls for: after a start, a change of settings, a resume.</summary>
    private void GoOn()
    {
        _restarted = false;
        Confirm(ActorRefs.Nobody);
        if (!_state.Exists) return;
        LookAtInstance();
        StartSweeping();
        StartCaring();
        SchedulePoll();
        LookAtBudget();
        Timers.Cancel(SyncTimer);
        ReadNextPage();
        SweepIds();
        FollowNotices();
    }

    private void OnSave(SaveConnection save)
    {
        var created = !_state.Exists;
        SaveAll(RealmDecider.Save(_state, save.Settings, save.ServiceNowSecret, IsGivenAgain(save.RefreshToken) ? null : save.RefreshToken, save.Force, Now), () =>
        {
            RealmLog.ConnectionSaved(_log, _realm, save.Settings.Name);
            Sender.Tell(new Saved(created));
            LookAtInstance();
            TellWriter();
            GoOn();
        });
    }

    private void OnSetPaused(SetPaused set)
    {
        if (!_state.Exists || _state.Removed)
        {
            Sender.Tell(new CommandReply(CommandOutcome.NotConnected));
            return;
        }
        IRealmEvent? e = set.Paused == _state.Paused ? null : set.Paused ? new ConnectionPaused(Now) : new ConnectionResumed(Now);
        SaveAll(e is null ? [] : [e], () =>
        {
            Sender.Tell(new CommandReply(CommandOutcome.Done));
            TellWriter();
            GoOn();
        });
    }

    private void OnRemove(RemoveConnection remove)
    {
        if (!_state.Exists || _state.Removed)
        {
            Sender.Tell(new CommandReply(CommandOutcome.NotConnected));
            return;
        }
        var (sender, grant) = (Sender, _state.Grant);
        RevokeAsync(grant).PipeTo(Self, success: failure => new Revoked(sender, failure));
    }

    private async Task<string?> RevokeAsync(Grant? grant)
    {
        if (grant is null) return null;
        try
        {
            await _services.Tokens.RevokeAsync(_services.Sealer.Open(grant.RefreshToken), _stopping.Token);
            return null;
        }
        catch (Exception e)
        {
            return e.Message;
        }
    }

    private void OnRevoked(Revoked revoked) => SaveAll([new ConnectionRemoved(Now)], () =>
    {
        if (revoked.Failure is not null) RealmLog.NotRevoked(_log, _realm, revoked.Failure);
        RealmLog.Removed(_log, _realm);
        revoked.Sender.Tell(new CommandReply(CommandOutcome.Done, revoked.Failure is null
            ? null
            : $"The credentials are forgotten here, but Intuit did not confirm the revocation: {revoked.Failure}"));
        TellWriter();
        GoOn();
    });

    /// <summary>Persists and applies a decision's events, then goes on once; at once where there are none.</summary>
    private void SaveAll(IReadOnlyList<IRealmEvent> events, Action then)
    {
        var left = events.Count;
        if (left == 0)
        {
            then();
            return;
        }
        PersistAll(events, e =>
        {
            _state = _state.Apply(e);
            if (LastSequenceNr % EventsForASnapshot == 0) SaveSnapshot(_state);
            if (--left == 0) then();
        });
    }

    private sealed record Revoked(IActorRef Sender, string? Failure) : INoSerializationVerificationNeeded;

    private sealed class GoOnDue : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly GoOnDue Instance = new();

        private GoOnDue() { }
    }
}
