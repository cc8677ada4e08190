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

    /// <summary>Of a vendor: the row that a person chose for it.</summary>
    public string? MappedTo { get; init; }

    /// <summary>Of a vendor: the row that a person took back, until it bears the vendor's key no more.</summary>
    public string? Released { get; init; }

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
        SupplierMapped m => Decided(m.At) with { MappedTo = m.SysId, Released = null, Records = [] },
        SupplierUnmapped u => Decided(u.At) with { MappedTo = null, Released = MappedTo, Records = [] },
        _ => throw new InvalidOperationException($"An entity's journal holds no {e.GetType().Name}."),
    };

    // the outcome of an older revision leaves the newer one pending
    private EntityState Settled(long number, EntityStatus status, Reason? reason, DateTimeOffset at) =>
        number == Number
            ? this with { Status = status, Reason = reason, ChangedAt = at, Released = status is EntityStatus.Staged or EntityStatus.Removed ? null : Released }
            : this;

    // under a number of its own, so that the outcome of a write by the old decision does not pass for that of the new one
    private EntityState Decided(DateTimeOffset at) => this with { Status = EntityStatus.Pending, Number = Number + 1, Reason = null, ChangedAt = at };
}
