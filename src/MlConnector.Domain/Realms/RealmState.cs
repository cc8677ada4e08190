using System.Collections.Immutable;
using MlConnector.Domain.Entities;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Realms;

public enum RealmStatus
{
    Active,
    Paused,
    NeedsReconnect,
    Disconnected,
}

public sealed record LastPoll(DateTimeOffset At, string Outcome, int Changes);

/// <param name="Month">The first day of the month that is counted, UTC.</param>
/// <param name="QuickBooks">Calls that Intuit meters.</param>
public sealed record CallCount(DateOnly Month, int QuickBooks)
{
    public CallCount Add(int calls, DateTimeOffset at)
    {
        var month = new DateOnly(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);
        return month == Month ? this with { QuickBooks = QuickBooks + calls } : new CallCount(month, calls);
    }
}

/// <summary>What the journal of one connection adds up to.</summary>
public sealed record RealmState
{
    public static readonly RealmState Empty = new();

    public ConnectionSettings? Settings { get; init; }

    public SealedSecret? ServiceNowSecret { get; init; }

    public Grant? Grant { get; init; }

    /// <summary>When the grant was last stored, by a refresh or a person; none in states of before that was kept.</summary>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>The refresh token that an operator wrote last: refreshes replace it, and it is no news when it is written again.</summary>
    public SealedSecret? GivenToken { get; init; }

    public Reason? GrantFault { get; init; }

    /// <summary>The last warning that the grant ends for good.</summary>
    public GrantExpiryWarned? ExpiryWarned { get; init; }

    /// <summary>Tokens of an authorization that still has to be proven.</summary>
    public Grant? Candidate { get; init; }

    public bool Paused { get; init; }

    public bool Removed { get; init; }

    public DateTimeOffset? Cursor { get; init; }

    public FirstSync? Sync { get; init; }

    /// <summary>QuickBooks counted more than the pages of the type under way held; none once it is read again and all is there.</summary>
    public SyncDisagreed? Disagreement { get; init; }

    /// <summary>Types of which a reading was started; none in a snapshot of old.</summary>
    public ImmutableArray<EntityType>? Started { get; init; }

    /// <summary>Types whose ids are to be compared with what is known.</summary>
    public ImmutableArray<EntityType>? Sweep { get; init; }

    /// <summary>What webhooks told; none until one did.</summary>
    public NoticeBoard? Notices { get; init; }

    public LastPoll? LastPoll { get; init; }

    public CallCount Calls { get; init; } = new(DateOnly.MinValue, 0);

    /// <summary>Ids of the accounts of type Accounts Payable; none before they were first read.</summary>
    public ImmutableSortedSet<string>? PayableAccounts { get; init; }

    /// <summary>What documents refer to; none before one needed it.</summary>
    public ReferenceBook? References { get; init; }

    /// <summary>What the checks of the instance last told; none before they did.</summary>
    public Readiness? Instance { get; init; }

    /// <summary>True while the instance has not been looked at since it, or the way to it, was named.</summary>
    public bool? Unchecked { get; init; }

    /// <summary>True where a person wants it written over failed checks.</summary>
    public bool? Forced { get; init; }

    /// <summary>Required checks failed, and nobody forces it.</summary>
    public bool Held => Instance is { Failed.IsEmpty: false } && Forced != true;

    public NoticeBoard Board => Notices ?? NoticeBoard.Empty;

    public EntityType? NextToSweep => Sweep is [var type, ..] ? type : null;

    public bool Exists => Settings is not null;

    public RealmStatus Status =>
        Removed ? RealmStatus.Disconnected
        : Grant is null || GrantFault is not null ? RealmStatus.NeedsReconnect
        : Paused || Held ? RealmStatus.Paused
        : RealmStatus.Active;

    public RealmState Apply(IRealmEvent e) => e is IMeteredEvent metered ? After(e) with { Calls = Calls.Add(metered.Calls, e.At) } : After(e);

    private RealmState After(IRealmEvent e) => e switch
    {
        ConnectionSaved s => Aimed(s) with { Settings = s.Settings, ServiceNowSecret = s.ServiceNowSecret ?? ServiceNowSecret, Removed = false },
        // a refresh is of the grant in use and says nothing about a newer authorization
        GrantStored g => this with
        {
            Grant = g.Grant,
            GrantedAt = g.At,
            GivenToken = g.Source == GrantStored.FromOperator ? g.Grant.RefreshToken : GivenToken,
            GrantFault = null,
            Candidate = g.Source == GrantStored.FromRefresh ? Candidate : null,
        },
        AuthorizationReceived a => this with { Candidate = a.Grant },
        AuthorizationRejected => this with { Candidate = null },
        GrantRefused r => this with { GrantFault = r.Reason },
        GrantExpiryWarned w => this with { ExpiryWarned = w },
        // changes are followed from the window's end on, beside the reading of what was before
        SyncStarted s => this with
        {
            Sync = new FirstSync(s.From, s.Until, [.. s.Types], 1, Passed: 0),
            Disagreement = null,
            Cursor = s.Until - RealmDecider.Overlap,
            Started = [.. SyncDecider.ReadTypes(this).Union(s.Types)],
            Sweep = [.. (Sweep ?? []).Union(s.Sweep ?? [])],
        },
        SyncAdvanced { TypeDone: true } a => this with { Sync = Sync!.NextType(), Disagreement = Disagreement?.Type == a.Type ? null : Disagreement },
        SyncAdvanced a => this with { Sync = Sync!.Page(a.Rows, a.Last, a.BeforeLast) },
        SyncDisagreed d => this with { Sync = d.Later == true ? Sync!.Later() : Sync!.Again(), Disagreement = d },
        SweepRequested s => this with { Sweep = [.. (Sweep ?? []).Union(s.Types)] },
        IdsSwept s => this with { Sweep = Sweep?.Remove(s.Type) },
        PollCompleted p => this with { Cursor = p.Cursor, LastPoll = new LastPoll(p.At, "Completed", p.Changes) },
        PollFailed f => this with { LastPoll = new LastPoll(f.At, $"Failed: {f.Reason}", 0) },
        ChangesNotified n => this with { Notices = Board.Take(n.Notices, n.Burst) },
        NoticeAnswered n => this with { Notices = Board.Read(n.Type, n.Id, n.Time) },
        BurstsAnswered b => this with { Notices = Board.Polled(b.Bursts) },
        ChangesSettled => this,
        PayableAccountsRead r => this with { PayableAccounts = [.. r.Accounts] },
        ReferencesRead r => this with { References = (References ?? ReferenceBook.Empty).With(r.Entries) with { Loaded = [.. r.Loaded] } },
        InstanceChecked c => this with { Instance = new Readiness([.. c.Failed], [.. c.Off]), Unchecked = null },
        ConnectionPaused => this with { Paused = true },
        ConnectionResumed => this with { Paused = false },
        ConnectionRemoved => this with { Removed = true, Grant = null, GivenToken = null, GrantFault = null, Candidate = null, ServiceNowSecret = null, Notices = null },
        _ => throw new InvalidOperationException($"A connection's journal holds no {e.GetType().Name}."),
    };

    private RealmState Aimed(ConnectionSaved saved)
    {
        var anew = saved.ServiceNowSecret is not null || Removed || Settings?.ServiceNow.GoesTo(saved.Settings.ServiceNow) != true;
        return this with { Unchecked = anew ? true : Unchecked, Forced = saved.Forced ?? (anew ? null : Forced) };
    }
}
