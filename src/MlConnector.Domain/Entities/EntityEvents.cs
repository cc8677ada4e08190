namespace MlConnector.Domain.Entities;

/// <summary>What happened to an entity. The journal keeps these for ever; <c>At</c> is our clock.</summary>
public interface IEntityEvent
{
    DateTimeOffset At { get; }
}

/// <summary>A newer state was taken over, with the payload it came as.</summary>
public sealed record RevisionAccepted(Revision Revision, string Source, DateTimeOffset At) : IEntityEvent;

/// <summary>A newer version that changes nothing we carry; kept so that nothing older can pass for new.</summary>
public sealed record RevisionSeen(DateTimeOffset UpdatedAt, long SyncToken, DateTimeOffset ReadAt, DateTimeOffset At) : IEntityEvent;

/// <summary>Revision <c>Number</c> stands in ServiceNow.</summary>
public sealed record RecordStaged(long Number, IReadOnlyList<StagedRecord> Records, int Requests, DateTimeOffset At, string? Note = null) : IEntityEvent;

/// <summary>The rows in ServiceNow say that the source has gone.</summary>
public sealed record RecordRemoved(long Number, IReadOnlyList<StagedRecord> Records, int Requests, DateTimeOffset At) : IEntityEvent;

public sealed record RecordParked(long Number, Reason Reason, DateTimeOffset At) : IEntityEvent;

public sealed record RecordIgnored(long Number, Reason Reason, DateTimeOffset At) : IEntityEvent;

/// <summary>ServiceNow could not take it for now; written once for each new cause, not for each attempt.</summary>
public sealed record WriteDeferred(long Number, Reason Reason, DateTimeOffset At) : IEntityEvent;

/// <summary>A person had it written again.</summary>
public sealed record ReplayRequested(string ReplayId, string? Why, DateTimeOffset At) : IEntityEvent;

/// <summary>A person chose the row that the vendor's supplier is.</summary>
/// <param name="By">Who, as that person says.</param>
public sealed record SupplierMapped(string SysId, string? By, string? Why, DateTimeOffset At) : IEntityEvent;

/// <summary>A person took that choice back.</summary>
public sealed record SupplierUnmapped(string? By, string? Why, DateTimeOffset At) : IEntityEvent;
