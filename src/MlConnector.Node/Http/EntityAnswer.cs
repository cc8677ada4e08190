using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using MlConnector.Actors;
using MlConnector.Domain.Entities;
using MlConnector.Node.Json;

namespace MlConnector.Node.Http;

internal sealed record EntityPageAnswer(IReadOnlyList<EntityRowAnswer> Entities, string? Next);

internal sealed record EntityRowAnswer(
    string Type, string Id, string State, Reason? Reason, long SyncToken, DateTimeOffset? SourceUpdatedAt, DateTimeOffset ChangedAt)
{
    public static EntityRowAnswer From(EntityRow row) =>
        new(row.Id.Type.ToString(), row.Id.Id, row.Status.ToString(), row.Reason, row.SyncToken, row.SourceUpdatedAt, row.ChangedAt);
}

/// <summary>One entity: how it stands, its rows in ServiceNow, and everything that happened to it.</summary>
internal sealed record EntityAnswer(
    string Type,
    string Id,
    string ExternalKey,
    string State,
    Reason? Reason,
    long? SyncToken,
    DateTimeOffset? SourceUpdatedAt,
    DateTimeOffset ChangedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MappedTo,
    IReadOnlyList<StagedRecord> Records,
    IReadOnlyList<JsonObject> History)
{
    public static EntityAnswer From(EntityDetail detail) => new(
        detail.Id.Type.ToString(),
        detail.Id.Id,
        detail.Id.ExternalKey,
        detail.State.Status.ToString(),
        detail.State.Reason,
        detail.State.Latest?.SyncToken,
        detail.State.Latest?.UpdatedAt,
        detail.State.ChangedAt,
        detail.State.MappedTo,
        detail.State.Records,
        [.. detail.History.Select(Entry)]);

    private static JsonObject Entry(IEntityEvent e)
    {
        var members = JsonSerializer.SerializeToNode(e, e.GetType(), NodeJson.Options)!.AsObject();
        // what QuickBooks sent is JSON: shown as such, not as text in text
        if (e is RevisionAccepted { Revision.Payload: { Length: > 0 } payload }) members["revision"]!["payload"] = AsJson(payload);
        members.Remove("at");
        var entry = new JsonObject { ["at"] = Instants.Text(e.At), ["event"] = e.GetType().Name };
        foreach (var (name, value) in members.ToList())
        {
            members.Remove(name);
            entry[name] = value;
        }
        return entry;
    }

    private static JsonNode? AsJson(string payload)
    {
        try
        {
            return JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return payload;
        }
    }
}
