using System.Buffers;
using System.Globalization;
using System.Text.Json;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.QuickBooks.Webhooks;

public enum WebhookFormat { CloudEvents, Legacy }

/// <summary>Writes changes as Intuit posts them.</summary>
internal static class WebhookBody
{
    public static byte[] Write(IReadOnlyList<CompanyChange> changes, WebhookFormat format)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, JsonAnswer.Compact))
        {
            if (format == WebhookFormat.CloudEvents)
                CloudEvents(json, changes);
            else
                Legacy(json, changes);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void CloudEvents(Utf8JsonWriter json, IReadOnlyList<CompanyChange> changes)
    {
        json.WriteStartArray();
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("specversion", "1.0");
            json.WriteString("id", change.EventId);
            json.WriteString("source", "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=");
            json.WriteString("type", $"qbo.{change.Type.ToLowerInvariant()}.{PastTense(change.Operation)}.v1");
            json.WriteString("datacontenttype", "application/json");
            json.WriteString("time", change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'", CultureInfo.InvariantCulture));
            json.WriteString("intuitentityid", change.Id);
            json.WriteString("intuitaccountid", change.RealmId);
            json.WriteStartObject("data");
            if (change.MergedId is not null)
                json.WriteString("deletedId", change.MergedId);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Legacy(Utf8JsonWriter json, IReadOnlyList<CompanyChange> changes)
    {
        json.WriteStartObject();
        json.WriteStartArray("eventNotifications");
        foreach (var realm in changes.GroupBy(c => c.RealmId))
        {
            json.WriteStartObject();
            json.WriteString("realmId", realm.Key);
            json.WriteStartObject("dataChangeEvent");
            json.WriteStartArray("entities");
            foreach (var change in realm)
            {
                json.WriteStartObject();
                json.WriteString("name", change.Type);
                json.WriteString("id", change.Id);
                json.WriteString("operation", change.Operation);
                json.WriteString("lastUpdated", change.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                if (change.MergedId is not null)
                    json.WriteString("deletedId", change.MergedId);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A void is <c>void</c> on the wire, not <c>voided</c>.</summary>
    private static string PastTense(string operation) => operation switch
    {
        "Create" => "created", "Update" => "updated", "Delete" => "deleted", "Merge" => "merged", _ => "void",
    };
}
