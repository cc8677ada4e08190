using System.Globalization;
using System.Text.Json;
using MlConnector.Domain;
using MlConnector.Domain.Realms;

namespace MlConnector.QuickBooks.Webhooks;

/// <summary>
/// Reads CloudEvents and the older format, event by event: whatever one of them cannot say is counted and harms no other,
/// since Intuit holds back all events after a body that was refused.
/// </summary>
public sealed class WebhookReader
{
    private readonly Dictionary<RealmId, List<Notice>> _notices = [];
    private readonly DateTimeOffset _received;
    private int _events;
    private int _unknown;

    private WebhookReader(DateTimeOffset received) => _received = received;

    /// <param name="received">Stands in for the time of an event that bears none.</param>
    public static WebhookBody Read(ReadOnlyMemory<byte> body, DateTimeOffset received)
    {
        var reader = new WebhookReader(received);
        try
        {
            using var document = JsonDocument.Parse(body);
            reader.ReadRoot(document.RootElement);
        }
        catch (JsonException)
        {
            reader._unknown++;
        }
        return new WebhookBody(reader._notices.ToDictionary(n => n.Key, n => (IReadOnlyList<Notice>)n.Value), reader._events, reader._unknown);
    }

    private void ReadRoot(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            foreach (var e in root.EnumerateArray()) ReadCloudEvent(e);
        }
        else if (root.ValueKind == JsonValueKind.Object && Get(root, "eventNotifications") is { ValueKind: JsonValueKind.Array } notifications)
        {
            foreach (var notification in notifications.EnumerateArray()) ReadLegacy(notification);
        }
        else
        {
            // one event alone, as test tools send it
            ReadCloudEvent(root);
        }
    }

    private void ReadCloudEvent(JsonElement e)
    {
        _events++;
        // qbo.billpayment.void.v1
        var parts = Text(e, "type")?.Split('.') ?? [];
        if (parts is not ["qbo", var entity, var operation, ..]) _unknown++;
        else Add(Text(e, "intuitaccountid"), entity, Text(e, "intuitentityid"), operation, Text(e, "time"), Text(e, "id"), Get(e, "data") is { } data ? Loser(data) : null);
    }

    private void ReadLegacy(JsonElement notification)
    {
        var realm = Text(notification, "realmId");
        if (Get(notification, "dataChangeEvent") is not { } change || Get(change, "entities") is not { ValueKind: JsonValueKind.Array } entities)
        {
            _unknown++;
            return;
        }
        foreach (var e in entities.EnumerateArray())
        {
            _events++;
            Add(realm, Text(e, "name"), Text(e, "id"), Text(e, "operation"), Text(e, "lastUpdated"), null, Loser(e));
        }
    }

    private void Add(string? realmId, string? entity, string? id, string? operation, string? time, string? eventId, string? loser)
    {
        if (!RealmId.TryParse(realmId, out var realm) || TypeOf(entity) is not { } type || !Domain.EntityId.IsId(id) || operation is null)
        {
            _unknown++;
            return;
        }
        if (!_notices.TryGetValue(realm, out var notices)) _notices[realm] = notices = [];
        var merge = operation.StartsWith("merge", StringComparison.OrdinalIgnoreCase);
        var at = TimeOf(time) ?? _received;
        notices.Add(new Notice(type, id, at, eventId, merge));
        if (merge && Domain.EntityId.IsId(loser)) notices.Add(new Notice(type, loser, at, eventId));
    }

    private static EntityType? TypeOf(string? name)
    {
        foreach (var type in RealmDecider.Types)
        {
            if (string.Equals(type.ToString(), name, StringComparison.OrdinalIgnoreCase)) return type;
        }
        return null;
    }

    private static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    // the documents write it in two ways
    private static string? Loser(JsonElement e) => Text(e, "deletedId") ?? Text(e, "deletedID");

    private static JsonElement? Get(JsonElement e, string name) => Readable(
        () => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : (JsonElement?)null);

    private static string? Text(JsonElement e, string name) => Get(e, name) switch
    {
        { ValueKind: JsonValueKind.String } text => Readable(text.GetString),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    // names and texts are decoded only here, and may be no Unicode
    private static T? Readable<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return default;
        }
    }
}
