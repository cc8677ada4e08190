using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using MlConnector.Domain.Entities;
using MlConnector.Domain.References;

namespace MlConnector.Actors.Journal;

/// <summary>Keeps the payload as JSON inside the event, text for text, rather than as a quoted string.</summary>
internal sealed class RevisionConverter : JsonConverter<Revision>
{
    public override Revision Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var json = document.RootElement;
        return new Revision(
            json.GetProperty("updatedAt").GetDateTimeOffset(),
            json.GetProperty("syncToken").GetInt64(),
            json.GetProperty("readAt").GetDateTimeOffset(),
            json.GetProperty("hash").GetString()!,
            json.TryGetProperty("payload", out var payload) ? payload.GetRawText() : "",
            json.TryGetProperty("references", out var references) ? References(references) : null);
    }

    public override void Write(Utf8JsonWriter writer, Revision value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("updatedAt", value.UpdatedAt);
        writer.WriteNumber("syncToken", value.SyncToken);
        writer.WriteString("readAt", value.ReadAt);
        writer.WriteString("hash", value.Hash);
        if (value.Payload.Length > 0)
        {
            writer.WritePropertyName("payload");
            writer.WriteRawValue(value.Payload);
        }
        if (value.References is { } references)
        {
            writer.WriteStartObject("references");
            foreach (var (id, reference) in references)
            {
                writer.WriteStartObject(id);
                writer.WriteString("name", reference.Name);
                if (reference.Account is { } account) writer.WriteString("account", account);
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static ImmutableSortedDictionary<string, Reference> References(JsonElement json) => json.EnumerateObject().ToImmutableSortedDictionary(
        p => p.Name,
        p => new Reference(p.Value.GetProperty("name").GetString()!, p.Value.TryGetProperty("account", out var account) ? account.GetString() : null),
        StringComparer.Ordinal);
}
