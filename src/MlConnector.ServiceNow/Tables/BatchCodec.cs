using System.Globalization;
using System.Net;
using System.Text.Json;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;

namespace MlConnector.ServiceNow.Tables;

/// <summary>The Batch API's request and answer: bodies travel in base64, and the outer status says nothing of the items.</summary>
internal static class BatchCodec
{
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<TableRequest> items, IEnumerable<int> pending) => JsonBytes.Of((items, pending), static (json, batch) =>
    {
        json.WriteStartObject();
        json.WriteString("batch_request_id"u8, "1"u8);
        json.WriteStartArray("rest_requests"u8);
        foreach (var index in batch.pending)
        {
            var item = batch.items[index];
            json.WriteStartObject();
            json.WriteString("id"u8, index.ToString(CultureInfo.InvariantCulture));
            json.WriteString("url"u8, item.PathAndQuery);
            json.WriteString("method"u8, item.Method.Method);
            json.WriteBoolean("exclude_response_headers"u8, true);
            json.WriteStartArray("headers"u8);
            Header(json, "Accept"u8);
            if (!item.Body.IsEmpty) Header(json, "Content-Type"u8);
            json.WriteEndArray();
            if (!item.Body.IsEmpty) json.WriteBase64String("body"u8, item.Body.Span);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>The answers of the items that ran; what is told not to have run may be sent again.</summary>
    public static (Dictionary<int, ServiceNowAnswer> Serviced, HashSet<int> Unserviced) Read(ServiceNowAnswer answer, IReadOnlyList<TableRequest> items)
    {
        var root = answer.Root();
        if (!root.TryGetProperty("serviced_requests"u8, out var serviced) || serviced.ValueKind != JsonValueKind.Array)
            throw answer.Fault(ServiceNowFault.Malformed, "it has no serviced_requests");
        var answers = new Dictionary<int, ServiceNowAnswer>(serviced.GetArrayLength());
        foreach (var item in serviced.EnumerateArray())
        {
            if (!item.TryGetProperty("id"u8, out var id) || Index(id) is not (>= 0 and var index) || index >= items.Count)
                throw answer.Fault(ServiceNowFault.Malformed, "it answers a request that was not sent");
            var status = item.TryGetProperty("status_code"u8, out var code) && code.TryGetInt32(out var number) ? number : 0;
            answers[index] = new ServiceNowAnswer(items[index].What, (HttpStatusCode)status, IsHtml: false, Body(item));
        }
        var unserviced = root.TryGetProperty("unserviced_requests"u8, out var ids) && ids.ValueKind == JsonValueKind.Array ? ids.EnumerateArray().Select(Index) : [];
        return (answers, [.. unserviced]);
    }

    private static int Index(JsonElement id) => int.TryParse(id.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    private static ReadOnlyMemory<byte> Body(JsonElement item) =>
        item.TryGetProperty("body"u8, out var body) && body.ValueKind == JsonValueKind.String && body.TryGetBytesFromBase64(out var bytes) ? bytes : default;

    private static void Header(Utf8JsonWriter json, ReadOnlySpan<byte> name)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("value"u8, "application/json"u8);
        json.WriteEndObject();
    }
}
