using MlConnector.Domain;
using MlConnector.Domain.Checks;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Reconciliation;

namespace MlConnector.Actors;

/// <summary>
/// The connector as its operators' surfaces (HTTP, commands) see it. A realm that is not connected answers null or
/// <see cref="CommandOutcome.NotConnected"/>; a far side that gives no answer in time throws <see cref="TimeoutException"/>.
/// </summary>
public interface IConnector
{
    /// <summary>Creates or changes a connection; a secret left out keeps the stored one. True when it is new.</summary>
    /// <param name="force">Write to the instance even if required checks of it fail.</param>
    Task<bool> SaveAsync(RealmId realm, ConnectionSettings settings, SealedSecret? serviceNowSecret, SealedSecret? refreshToken, bool force, CancellationToken ct);

    Task<ConnectionView?> GetAsync(RealmId realm, CancellationToken ct);

    Task<IReadOnlyList<ConnectionView>> ListAsync(CancellationToken ct);

    /// <summary>Takes an authorization that came back; true for the first time only, however many nodes are asked.</summary>
    Task<bool> UseOnceAsync(AuthorizationRequest request, CancellationToken ct);

    /// <summary>Redeems an authorization code and proves by a read that it is this company's before its tokens are used.</summary>
    Task<AuthorizationReply> AuthorizeAsync(RealmId realm, string code, string redirectUrl, CancellationToken ct);

    /// <summary>Revokes the grant, forgets the credentials, keeps the history.</summary>
    Task<CommandReply> RemoveAsync(RealmId realm, CancellationToken ct);

    /// <summary>Polls now. With <paramref name="wait"/>, answers once all that the poll brought is settled, or when the time is over.</summary>
    Task<PollReply> PollAsync(RealmId realm, TimeSpan? wait, CancellationToken ct);

    /// <summary>Takes what a webhook told; what it answers with is durable. A company in no state to be read has it wait.</summary>
    Task<NotifyReply> NotifyAsync(IReadOnlyDictionary<RealmId, IReadOnlyList<Notice>> notices, CancellationToken ct);

    Task<CommandReply> PauseAsync(RealmId realm, CancellationToken ct);

    Task<CommandReply> ResumeAsync(RealmId realm, CancellationToken ct);

    /// <summary>Checks both systems without changing either; null when the realm is not connected.</summary>
    Task<PingReport?> PingAsync(RealmId realm, CancellationToken ct);

    /// <summary>Counts and sums both sides and compares them record by record; null when the realm is not connected.</summary>
    Task<ReconcileReply?> ReconcileAsync(RealmId realm, CancellationToken ct);

    /// <summary>A page of entities, newest change first; null when the realm is not connected.</summary>
    Task<EntityPage?> EntitiesAsync(RealmId realm, EntityQuery query, CancellationToken ct);

    Task<EntityDetail?> EntityAsync(EntityId id, CancellationToken ct);

    /// <summary>Has all entities that match every given filter written again.</summary>
    Task<ReplayReply?> ReplayAsync(RealmId realm, ReplayFilter filter, CancellationToken ct);

    /// <summary>Says which row a vendor's supplier is, once the instance has shown that it is there; or takes that back.</summary>
    Task<MappingReply> MapSupplierAsync(EntityId vendor, SupplierChoice choice, CancellationToken ct);
}

public enum CommandOutcome
{
    Done,
    NotConnected,

    /// <summary>The connection is in no state for it; the detail says why and what to do.</summary>
    Refused,
}

/// <param name="Fresh">Notices that were not heard before.</param>
/// <param name="Duplicates">Notices that cost nothing.</param>
/// <param name="NotConnected">Notices of companies that are not connected.</param>
public sealed record NotifyReply(int Fresh, int Duplicates, int NotConnected);

public enum AuthorizationOutcome
{
    /// <summary>The connection goes on with it.</summary>
    Connected,

    /// <summary>It is kept; nobody has said yet where the company's payables go.</summary>
    AwaitsSettings,

    /// <summary>It is kept, and put to use as soon as QuickBooks has confirmed it.</summary>
    Unconfirmed,

    Refused,
}

/// <param name="Company">The name that the company bears in QuickBooks.</param>
public sealed record AuthorizationReply(AuthorizationOutcome Outcome, string? Company, Reason? Reason);

public sealed record CommandReply(CommandOutcome Outcome, string? Detail = null);

/// <param name="Settled">All that the poll brought is in ServiceNow, parked or ignored, and the read side shows it.</param>
/// <param name="Poll">How the poll ended, where it has.</param>
public sealed record PollReply(CommandOutcome Outcome, bool Settled, LastPoll? Poll, string? Detail = null);

/// <param name="Name">The connection's.</param>
public sealed record PingReport(string Name, IReadOnlyList<Check> Checks)
{
    /// <summary>Nothing has failed; what is unknown has not.</summary>
    public bool Ok => Checks.All(c => c.Ok != false);
}

/// <param name="Report">None where a side could not be read: the reason says why.</param>
public sealed record ReconcileReply(ReconciliationReport? Report, Reason? Reason);

/// <param name="Counts">A number for each entity state.</param>
/// <param name="Pace">Why it is polled less often than its schedule says; none where it is not.</param>
public sealed record ConnectionView(
    RealmId Realm,
    RealmState State,
    DateTimeOffset? NextPollAt,
    IReadOnlyDictionary<EntityStatus, int> Counts,
    int ServiceNowCallsThisMonth,
    Reason? Pace = null);

/// <param name="After">The cursor of the page before; null for the first.</param>
public sealed record EntityQuery(EntityType? Type, EntityStatus? Status, string? After, int Limit);

public sealed record EntityRow(
    EntityId Id, EntityStatus Status, Reason? Reason, long SyncToken, DateTimeOffset? SourceUpdatedAt, DateTimeOffset ChangedAt);

/// <param name="Next">Give it as <c>After</c> to go on; null at the end.</param>
public sealed record EntityPage(IReadOnlyList<EntityRow> Rows, string? Next);

/// <param name="History">Every event of its journal, oldest first.</param>
public sealed record EntityDetail(EntityId Id, EntityState State, IReadOnlyList<IEntityEvent> History);

public sealed record ReplayFilter(
    IReadOnlyList<EntityType>? Types,
    IReadOnlyList<string>? Ids,
    IReadOnlyList<EntityStatus>? States,
    DateTimeOffset? From,
    DateTimeOffset? To,
    bool DryRun,
    string? Reason);

/// <param name="SysId">None takes an earlier choice back.</param>
/// <param name="By">Who chose, as that person says.</param>
public sealed record SupplierChoice(string? SysId, string? By, string? Why);

public enum MappingOutcome
{
    Done,
    NotConnected,

    /// <summary>The vendor was never reported; or, where a choice is taken back, there is none.</summary>
    UnknownVendor,

    NoSuchSupplier,

    /// <summary>The instance could not be asked; the reason says why.</summary>
    NotVerified,
}

public sealed record MappingReply(MappingOutcome Outcome, Reason? Reason = null);

public sealed record ReplayReply(string ReplayId, int Matched);
