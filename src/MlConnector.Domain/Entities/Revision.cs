using System.Collections.Immutable;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Entities;

/// <summary>
/// One state of an entity as QuickBooks reported it.
/// </summary>
/// <param name="UpdatedAt">QuickBooks' MetaData.LastUpdatedTime as an instant; of a deletion, when it was reported.</param>
/// <param name="SyncToken">QuickBooks' version counter; it misses changes that only move a balance. A deletion has none: -1.</param>
/// <param name="ReadAt">When QuickBooks answered with it (the envelope's time): breaks a tie of the two above.</param>
/// <param name="Hash">Hash of what would be written to ServiceNow, so that a change of nothing we carry is told apart.</param>
/// <param name="Payload">The JSON object as received; empty for a deletion.</param>
/// <param name="References">What the company's lists said of the ids in the payload when it was read, as far as it does not say so itself.</param>
public sealed record Revision(
    DateTimeOffset UpdatedAt, long SyncToken, DateTimeOffset ReadAt, string Hash, string Payload, ImmutableSortedDictionary<string, Reference>? References = null)
{
    public const string DeletedHash = "deleted";

    public bool IsDeletion => Hash == DeletedHash;

    public IReferences? Named => References is null ? null : ReferenceBook.Empty with { Entries = References };

    public static Revision Deletion(DateTimeOffset updatedAt, DateTimeOffset readAt) => new(updatedAt, -1, readAt, DeletedHash, "");

    /// <summary>Later than the other by time, then version, then reading; 0 where none of them tells.</summary>
    public int CompareTo(Revision other)
    {
        var order = UpdatedAt.CompareTo(other.UpdatedAt);
        // a deletion bears no version, so only times can place it
        if (order == 0 && !IsDeletion && !other.IsDeletion) order = SyncToken.CompareTo(other.SyncToken);
        return order != 0 ? order : ReadAt.CompareTo(other.ReadAt);
    }
}
