using MlConnector.Domain.Entities;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Realms;

/// <summary>What happened to a connection. The journal keeps these for ever; <c>At</c> is our clock.</summary>
public interface IRealmEvent
{
    DateTimeOffset At { get; }
}

/// <summary>It brings along the calls that Intuit meters and that were made since the last such event.</summary>
public interface IMeteredEvent : IRealmEvent
{
    int Calls { get; }
}

/// <param name="ServiceNowSecret">The client secret; none when the stored one stays.</param>
/// <param name="Forced">True where a person wants it written over failed checks.</param>
public sealed record ConnectionSaved(ConnectionSettings Settings, SealedSecret? ServiceNowSecret, DateTimeOffset At, bool? Forced = null) : IRealmEvent;

/// <summary>A new grant: from an operator, an authorization or a refresh. Durable before any of it is used.</summary>
public sealed record GrantStored(Grant Grant, string Source, DateTimeOffset At) : IRealmEvent
{
    public const string FromOperator = "operator";
    public const string FromAuthorization = "authorization";
    public const string FromRefresh = "refresh";
}

/// <summary>A person's authorization brought these tokens. They are not in use until a read proves that they are the company's.</summary>
public sealed record AuthorizationReceived(Grant Grant, DateTimeOffset At) : IRealmEvent;

/// <summary>The tokens are not this company's; whatever grant there was stays.</summary>
public sealed record AuthorizationRejected(Reason Reason, DateTimeOffset At) : IRealmEvent;

/// <summary>Intuit refuses the grant; a person must connect again.</summary>
public sealed record GrantRefused(Reason Reason, DateTimeOffset At) : IRealmEvent;

/// <summary>An operator was warned that the grant ends for good.</summary>
/// <param name="DaysAhead">So many days before, or fewer.</param>
public sealed record GrantExpiryWarned(DateTimeOffset HardExpiresAt, int DaysAhead, DateTimeOffset At) : IRealmEvent;

/// <param name="Sweep">Types whose ids are compared afterwards, since deletions may have been missed.</param>
public sealed record SyncStarted(
    DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<EntityType> Types, DateTimeOffset At, IReadOnlyList<EntityType>? Sweep = null) : IRealmEvent;

/// <summary>A page is durable with its entities.</summary>
/// <param name="Last">The last change that it held; the next page goes on from there.</param>
/// <param name="BeforeLast">How many of its rows changed before that.</param>
/// <param name="Calls">None in what was written before they were counted where they are made: then it was the page's one.</param>
public sealed record SyncAdvanced(EntityType Type, int Rows, bool TypeDone, DateTimeOffset At, DateTimeOffset? Last = null, int? Calls = null, int? BeforeLast = null) : IMeteredEvent
{
    int IMeteredEvent.Calls => Calls ?? 1;
}

/// <summary>QuickBooks counts more rows than the pages of a type held: it is read anew.</summary>
/// <param name="Later">True where that is done after the other types, which do not wait for it.</param>
public sealed record SyncDisagreed(EntityType Type, int Counted, int Read, int Calls, DateTimeOffset At, bool? Later = null) : IMeteredEvent;

/// <summary>Entities of these types may have gone without a word: their ids are to be compared.</summary>
public sealed record SweepRequested(IReadOnlyList<EntityType> Types, DateTimeOffset At) : IRealmEvent;

/// <summary>All ids of a type were compared, and what had gone is durable as deleted.</summary>
/// <param name="Ids">How many QuickBooks has.</param>
/// <param name="Missing">How many known ones were not among them, and were read to make sure.</param>
public sealed record IdsSwept(EntityType Type, int Ids, int Missing, int Calls, DateTimeOffset At) : IMeteredEvent;

/// <summary>All that a poll brought is durable with its entities.</summary>
/// <param name="Cursor">From where the next one asks.</param>
public sealed record PollCompleted(DateTimeOffset Cursor, int Changes, int Calls, DateTimeOffset At) : IMeteredEvent;

public sealed record PollFailed(Reason Reason, int Calls, DateTimeOffset At) : IMeteredEvent;

/// <summary>A webhook told of changes: all that one body told of this company, less what was heard before.</summary>
/// <param name="Burst">Too many to be read one by one: a poll answers them.</param>
public sealed record ChangesNotified(IReadOnlyList<Notice> Notices, bool Burst, DateTimeOffset At) : IRealmEvent;

/// <summary>An entity that a webhook told of was read, and is durable as it stood.</summary>
/// <param name="Time">The latest notice that this answers.</param>
public sealed record NoticeAnswered(EntityType Type, string Id, DateTimeOffset Time, int Calls, DateTimeOffset At) : IMeteredEvent;

/// <summary>A poll that began after so many bursts is durable with all that it brought.</summary>
public sealed record BurstsAnswered(long Bursts, DateTimeOffset At) : IRealmEvent;

/// <summary>Every change handed over so far is settled. The read side shows it only after it shows those changes.</summary>
public sealed record ChangesSettled(DateTimeOffset At) : IRealmEvent;

/// <summary>The accounts of type Accounts Payable, by id, once every journal entry was looked at by them.</summary>
public sealed record PayableAccountsRead(IReadOnlyList<string> Accounts, DateTimeOffset At) : IRealmEvent;

/// <summary>Lists that documents refer to were read, or entries of them changed.</summary>
/// <param name="Entries">Those that are new or otherwise than before, by type and id.</param>
/// <param name="Loaded">All lists that are known as a whole by now.</param>
public sealed record ReferencesRead(IReadOnlyDictionary<string, Reference> Entries, IReadOnlyList<ReferenceType> Loaded, DateTimeOffset At) : IRealmEvent;

/// <summary>The instance was looked at for what is written to it.</summary>
/// <param name="Failed">Required checks that failed, in words.</param>
/// <param name="Off">Types that it has no table for.</param>
public sealed record InstanceChecked(IReadOnlyList<string> Failed, IReadOnlyList<EntityType> Off, DateTimeOffset At) : IRealmEvent;

public sealed record ConnectionPaused(DateTimeOffset At) : IRealmEvent;

public sealed record ConnectionResumed(DateTimeOffset At) : IRealmEvent;

/// <summary>The grant is revoked and forgotten; the history stays.</summary>
public sealed record ConnectionRemoved(DateTimeOffset At) : IRealmEvent;
