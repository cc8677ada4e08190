using System.Collections.Immutable;

namespace MlConnector.Domain.Entities;

/// <summary>What the journal of one entity adds up to.</summary>
public sealed record EntityState
{
    public static readonly EntityState Empty = new();

    public EntityStatus Status { get; init; }

    /// <summary>The newest revision taken over.</summary>
    public Revision? Latest { get; init; }

    /// <summary>How many revisions were taken over; names <see cref="Latest"/> to whoever writes it.</summary>
    public long Number { get; init; }

    /// <summary>Rows known to stand in ServiceNow, by external key.</summary>
    public ImmutableArray<StagedRecord> Records { get; init; } = [];

    /// <summary>Why it is parked, ignored or still waiting.</summary>
    public Reason? Reason { get; init; }

    public DateTimeOffset ChangedAt { get; init; }

    public EntityState Apply(IEntityEvent e) => e switch
    {
        RevisionAccepted a => this with { Status = EntityStatus.Pending, Latest = a.Revision, Number = Number + 1, Reason = null, ChangedAt = a.At },
        RevisionSeen s => this with { Latest = Latest! with { UpdatedAt = s.UpdatedAt, SyncToken = s.SyncToken, ReadAt = s.ReadAt } },
        RecordStaged s => Settled(s.Number, EntityStatus.Staged, null, s.At) with { Records = [.. s.Records] },
        RecordRemoved r => Settled(r.Number, EntityStatus.Removed, null, r.At) with { Records = [.. r.Records] },
        RecordParked p => Settled(p.Number, EntityStatus.Parked, p.Reason, p.At),
        RecordIgnored i => Settled(i.Number, EntityStatus.Ignored, i.Reason, i.At),
        WriteDeferred d => d.Number == Number ? this with { Reason = d.Reason, ChangedAt = d.At } : this,
        ReplayRequested r => this with { Status = EntityStatus.Pending, Reason = null, ChangedAt = r.At },
        _ => throw new InvalidOperationException($"An entity's journal holds no {e.GetType().Name}."),
    };

    // the outcome of an older revision leaves the newer one pending
    private EntityState Settled(long number, EntityStatus status, Reason? reason, DateTimeOffset at) =>
        number == Number ? this with { Status = status, Reason = reason, ChangedAt = at } : this;
}
