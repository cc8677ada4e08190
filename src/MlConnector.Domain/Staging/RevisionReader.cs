using System.Text.Json;
using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Staging;

/// <summary>Makes a revision of an object that QuickBooks reported, whatever state it is in.</summary>
public static class RevisionReader
{
    /// <param name="entity">The object as received, or the stub of a deleted one.</param>
    /// <param name="readAt">The time of the answer that it came in.</param>
    public static Revision Read(EntityId id, JsonElement entity, DateTimeOffset readAt)
    {
        var updatedAt = entity.UpdatedAt() ?? readAt.ToUniversalTime();
        return entity.IsDeleted()
            ? Revision.Deletion(updatedAt, readAt)
            : new Revision(updatedAt, entity.SyncToken(), readAt, HashOf(id, entity), entity.GetRawText());
    }

    private static string HashOf(EntityId id, JsonElement entity) =>
        StagingMapper.Map(id, entity) is MapResult.Mapped mapped ? ContentHash.Of(mapped.Document) : ContentHash.Of(entity);
}
