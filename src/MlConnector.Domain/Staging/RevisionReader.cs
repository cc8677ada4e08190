using System.Text.Json;
using MlConnector.Domain.Entities;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>Makes a revision of an object that QuickBooks reported, whatever state it is in.</summary>
public static class RevisionReader
{
    /// <param name="entity">The object as received, or the stub of a deleted one.</param>
    /// <param name="readAt">The time of the answer that it came in.</param>
    /// <param name="book">The revision keeps what it needs of it: that is how it was meant, whatever the lists say later.</param>
    /// <param name="missing">Takes the lists that were needed and nobody has read yet.</param>
    public static Revision Read(EntityId id, JsonElement entity, DateTimeOffset readAt, ReferenceBook? book = null, ISet<ReferenceType>? missing = null)
    {
        var updatedAt = entity.UpdatedAt() ?? readAt.ToUniversalTime();
        if (IsDeleted(entity)) return Revision.Deletion(updatedAt, readAt);
        var trace = new ReferenceTrace(book ?? ReferenceBook.Empty, missing ?? new HashSet<ReferenceType>());
        var hash = StagingMapper.Map(id, entity, references: trace) is MapResult.Mapped mapped ? ContentHash.Of(mapped.Document) : ContentHash.Of(entity);
        return new Revision(updatedAt, entity.SyncToken(), readAt, hash, entity.GetRawText(), trace.Given);
    }

    /// <summary>It is the stub of a deleted object.</summary>
    public static bool IsDeleted(JsonElement entity) => entity.IsDeleted();
}
