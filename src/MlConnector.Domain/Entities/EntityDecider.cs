using MlConnector.Domain.Realms;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Entities;

public enum OfferOutcome
{
    /// <summary>New, now durable, and to be written.</summary>
    Accepted,

    /// <summary>A newer version of the same content.</summary>
    Unchanged,

    /// <summary>Exactly what is known already.</summary>
    Duplicate,

    /// <summary>Older than what is known.</summary>
    Stale,
}

public readonly record struct OfferDecision(OfferOutcome Outcome, IEntityEvent? Event);

/// <summary>What becomes of a reported revision, a settled write, a replay. Pure: everything it knows is in its arguments.</summary>
public static class EntityDecider
{
    public static OfferDecision Offer(EntityState state, Revision revision, string source, DateTimeOffset at)
    {
        if (state.Latest is not { } latest) return Accept();
        var sameContent = revision.Hash == latest.Hash;
        // time and version alone tell an old report from a new one; the reading only breaks a tie between different contents
        var order = revision.CompareTo(latest with { ReadAt = sameContent ? revision.ReadAt : latest.ReadAt });
        return order switch
        {
            < 0 => new OfferDecision(OfferOutcome.Stale, null),
            0 when sameContent => new OfferDecision(OfferOutcome.Duplicate, null),
            _ when sameContent && revision.IsDeletion => new OfferDecision(OfferOutcome.Duplicate, null),
            _ when sameContent => new OfferDecision(OfferOutcome.Unchanged,
                new RevisionSeen(revision.UpdatedAt, revision.SyncToken, revision.ReadAt, at)),
            _ => Accept(),
        };

        OfferDecision Accept() => new(OfferOutcome.Accepted, new RevisionAccepted(revision, source, at));
    }

    /// <summary>A write that ended well; none for what was settled before.</summary>
    /// <param name="standing">What the written revision makes of the entity.</param>
    public static IEntityEvent? Written(
        EntityState state, long number, Standing standing, IReadOnlyList<StagedRecord> records, int requests, string? note, DateTimeOffset at)
    {
        if (state.Status != EntityStatus.Pending || state.Latest is null || number > state.Number) return null;
        return standing switch
        {
            Standing.Removed => new RecordRemoved(number, records, requests, at),
            Standing.Ignored => new RecordIgnored(number, Unfitness.NoPayableAccount(), at),
            _ => new RecordStaged(number, records, requests, at, note),
        };
    }

    public static IEntityEvent? Park(EntityState state, long number, Reason reason, DateTimeOffset at) =>
        state.Status == EntityStatus.Pending && number == state.Number ? new RecordParked(number, reason, at) : null;

    public static IEntityEvent? Ignore(EntityState state, long number, Reason reason, DateTimeOffset at) =>
        state.Status == EntityStatus.Pending && number == state.Number ? new RecordIgnored(number, reason, at) : null;

    /// <summary>The cause of a delay is kept once: a long outage must not fill the journal.</summary>
    public static IEntityEvent? Defer(EntityState state, long number, Reason reason, DateTimeOffset at) =>
        state.Status == EntityStatus.Pending && number == state.Number && state.Reason?.Code != reason.Code
            ? new WriteDeferred(number, reason, at)
            : null;

    /// <summary>The instance has no table for the type.</summary>
    public static IEntityEvent? TurnOff(EntityState state, EntityType type, DateTimeOffset at) => Ignore(state, state.Number, Readiness.TypeOff(type), at);

    /// <summary>Takes a decision again that was taken by another knowledge.</summary>
    /// <param name="concerned">What the decision is now.</param>
    public static IEntityEvent? Reconsider(EntityState state, bool concerned, Reconsideration cause, DateTimeOffset at)
    {
        var otherwise = concerned
            ? state.Status == EntityStatus.Ignored
            : state.Status is EntityStatus.Staged or EntityStatus.Parked;
        return otherwise && state.Latest is not null ? new ReplayRequested(cause.Id, cause.Why, at) : null;
    }

    /// <summary>A person's choice of a vendor's supplier, or that it is taken back; nothing for what is so already.</summary>
    /// <param name="sysId">None takes it back.</param>
    public static IEntityEvent? Map(EntityState state, string? sysId, string? by, string? why, DateTimeOffset at) => sysId switch
    {
        null => state.MappedTo is null ? null : new SupplierUnmapped(by, why, at),
        _ when state.MappedTo == sysId && state.Status is EntityStatus.Pending or EntityStatus.Staged => null,
        _ => new SupplierMapped(sysId, by, why, at),
    };

    public static IEntityEvent? Replay(EntityState state, string replayId, string? why, DateTimeOffset at) =>
        state.Latest is null || state.Status == EntityStatus.Pending ? null : new ReplayRequested(replayId, why, at);
}
