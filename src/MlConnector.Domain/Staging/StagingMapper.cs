using System.Text.Json;

namespace MlConnector.Domain.Staging;

/// <summary>Turns an entity as QuickBooks reports it into what is to stand in ServiceNow.</summary>
public static class StagingMapper
{
    public static MapResult Map(EntityId id, string payloadJson) => throw new NotImplementedException();

    public static MapResult Map(EntityId id, JsonElement entity) => throw new NotImplementedException();

    /// <summary>What marks the entity's record as gone at the source.</summary>
    public static MapResult Removed(EntityId id, DateTimeOffset updatedAt) => throw new NotImplementedException();
}
