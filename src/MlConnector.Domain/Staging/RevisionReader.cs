using System.Text.Json;
using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Staging;

public static class RevisionReader
{
    /// <param name="entity">The object as received, or the stub of a deleted one.</param>
    /// <param name="readAt">The time of the answer that it came in.</param>
    public static Revision Read(EntityId id, JsonElement entity, DateTimeOffset readAt) => throw new NotImplementedException();
}
