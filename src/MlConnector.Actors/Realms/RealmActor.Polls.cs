using System.Collections.Immutable;
using System.Net;
using Akka.Actor;
using Akka.Event;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>Polls: one call for all that changed, its revisions handed over, the cursor moved when all are durable.</summary>
public sealed partial class RealmActor
{
    private const string PollTimer = "poll";

    private DateTimeOffset? _nextPollAt;
    private DateTimeOffset? _retryAt;
    private int _failedPolls;
    private bool _polling;
    private volatile bool _asked;
    private bool _pollAgain;
    private ImmutableDictionary<EntityId, DateTimeOffset> _deletions = ImmutableDictionary<EntityId, DateTimeOffset>.Empty;

    private void CommandPolls()
    {
        Command<PollDue>(_ => Poll());
        Command<PollNow>(OnPollNow);
        Command<ChangesRead>(OnChangesRead);
        Command<PollFaulted>(OnPollFaulted);
    }

    private void SchedulePoll()
    {
        if (!Active)
        {
            _nextPollAt = null;
            Timers.Cancel(PollTimer);
            return;
        }
        var now = Now;
        // a poll that failed is made up for at its own pace, be the schedule's denser or rarer
        var next = _retryAt ?? _pace.Next(_state.Settings!.Schedule, _state.LastPoll?.At, now);
        if (next < now) next = now;
        _nextPollAt = next;
        Timers.StartSingleTimer(PollTimer, PollDue.Instance, next - now);
    }

    private void OnPollNow(PollNow poll)
    {
        if (!Active)
        {
            Sender.Tell(new PollBegun(Refusal()));
            return;
        }
        if (_restarted) GoOn();
        if (poll.WaitUntilSettled) _waiters.Add(Sender);
        else Sender.Tell(new PollBegun(new CommandReply(CommandOutcome.Done)));
        // what QuickBooks was asked before may not hold what the sender knows of
        _pollAgain |= _polling && _asked;
        Poll();
    }

    private CommandReply Refusal() => _state switch
    {
        { Exists: false } or { Removed: true } => new CommandReply(CommandOutcome.NotConnected),
        { Held: true, Paused: false } => new CommandReply(CommandOutcome.Refused, $"Required checks of ServiceNow failed: {string.Join("; ", _state.Instance!.Failed)}. Mend them, then resume the connection."),
        { Status: RealmStatus.Paused } => new CommandReply(CommandOutcome.Refused, "The connection is paused. Resume it first."),
        _ => new CommandReply(CommandOutcome.Refused, (_state.GrantFault ?? NoGrant().Reason).ToString()),
    };

    private void Poll()
    {
        if (_polling || !Active) return;
        _polling = true;
        _asked = false;
        _pollAgain = false;
        var bursts = _state.Board.Bursts;
        var start = SyncDecider.Start(_state, Now);
        SaveAll(start is null ? [] : [start, .. DoubtLists()], () =>
        {
            ReadNextPage();
            var (since, known) = (_state.Cursor!.Value, _deletions);
            var accounts = _accountsDoubted ? null : _state.PayableAccounts;
            Call(Read, r => new ChangesRead(r, bursts), f => new PollFaulted(f));

            Task<ChangesReading> Read(string token, CancellationToken ct)
            {
                _asked = true;
                return Readings.ChangesAsync(_services.Api, _shelf, _realm, token, since, known, accounts, ct);
            }
        });
    }

    private void OnChangesRead(ChangesRead read) => TakeAccounts(read.Reading.PayableAccounts, () => HandOverAll("cdc", read.Reading.Revisions, accepted =>
    {
        _accountsDoubted = false;
        var cursor = RealmDecider.NextCursor(_state.Cursor, read.Reading.Time);
        _deletions = _deletions
            .RemoveRange(_deletions.Where(d => d.Value < cursor).Select(d => d.Key))
            .SetItems(read.Reading.Revisions.Where(r => r.Revision.IsDeletion).Select(r => KeyValuePair.Create(r.Id, r.Revision.UpdatedAt)));
        var events = new List<IRealmEvent>(NewReferences());
        if (read.Reading.Cut.Count > 0) events.Add(SyncDecider.Reread(_state, read.Reading.Cut, read.Reading.Time, Now));
        events.Add(new PollCompleted(cursor, accepted, TakeCalls(), Now));
        if (read.Bursts > _state.Board.BurstsRead) events.Add(new BurstsAnswered(read.Bursts, Now));
        EndPoll(events, null);
    }));

    private void OnPollFaulted(PollFaulted faulted)
    {
        var end = new PollFailed(faulted.Fault.Reason, TakeCalls(), Now);
        var lost = LostBy(faulted.Fault);
        EndPoll(lost is null ? [end] : [lost, .. DoubtLists(), end], faulted.Fault);
    }

    /// <summary>What is to be read by query, since change data capture does not tell it.</summary>
    private SyncStarted? LostBy(QuickBooksException fault) => fault switch
    {
        { Class: FaultClass.CompanyReset } => SyncDecider.Reset(_state, Now),
        { Class: FaultClass.TooBig } => SyncDecider.TooBig(_state, Now),
        // with which code a cursor is refused for its age is not documented
        { Class: FaultClass.Query } or { Class: FaultClass.Other, Status: HttpStatusCode.BadRequest } => SyncDecider.Refused(_state, Now),
        _ => null,
    };

    private void EndPoll(IReadOnlyList<IRealmEvent> events, QuickBooksException? fault)
    {
        if (fault is not null) RealmLog.PollFailed(_log, _realm, fault.Message);
        _failedPolls = fault is null ? 0 : _failedPolls + 1;
        _retryAt = fault is null ? null : Now + RetryAfter(fault, _failedPolls);
        SaveAll(events, () =>
        {
            _polling = false;
            if (fault is null) RealmLog.Polled(_log, _realm, _state.LastPoll!.Changes, _state.Cursor!.Value);
            SchedulePoll();
            LookAtBudget();
            ReadNextPage();
            SweepIds();
            FollowNotices();
            if (_pollAgain && fault is null) Poll();
            CheckSettled();
        });
    }

    /// <summary>None where only a person, or time as the schedule has it, may help.</summary>
    internal static TimeSpan? RetryAfter(QuickBooksException fault, int failures)
    {
        var growing = RetryDelay.After(failures, Random.Shared.NextDouble());
        return fault switch
        {
            // whoever is throttled for the rest of a month asks ever less often
            { RetryAfter: { } wait } => wait > growing ? wait : growing,
            { Class: FaultClass.Transient or FaultClass.Malformed or FaultClass.ClientRefused or FaultClass.TooBig or FaultClass.CompanyReset } => growing,
            _ => null,
        };
    }

    /// <summary>The metered calls that no event has brought along yet: a crash loses these, and no others.</summary>
    private int TakeCalls() => _services.Api.TakeCalls(_realm);

    /// <param name="Bursts">How many there had been when it was asked.</param>
    private sealed record ChangesRead(ChangesReading Reading, long Bursts) : INoSerializationVerificationNeeded;

    private sealed record PollFaulted(QuickBooksException Fault) : INoSerializationVerificationNeeded;

    private sealed class PollDue : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly PollDue Instance = new();

        private PollDue() { }
    }
}
