using System.Net;
using System.Text.Json;
using MlConnector.Domain.Entities;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Http;

/// <summary>What came back from an instance, on its own or as an item of a batch; not yet believed.</summary>
/// <param name="What">The kind of request and its table, for errors.</param>
internal sealed record ServiceNowAnswer(string What, HttpStatusCode Status, bool IsHtml, ReadOnlyMemory<byte> Body, TimeSpan? RetryAfter = null, int? TotalCount = null)
{
    private const int LongestMessage = 300;

    public bool Success => (int)Status is >= 200 and < 300 && Status != HttpStatusCode.Accepted;

    /// <summary>What stands under <c>result</c>; whatever is no full success comes as an exception.</summary>
    public JsonElement Result()
    {
        var root = Root();
        return root.TryGetProperty("result"u8, out var result) ? result : throw Fault(ServiceNowFault.Malformed, "it has no result");
    }

    /// <summary>The one row that a read or a write answers with.</summary>
    public Row Row()
    {
        var row = new Row(Result());
        return row.SysId.Length > 0 ? row : throw Fault(ServiceNowFault.Malformed, "it shows no row");
    }

    public JsonElement Root()
    {
        // dropped requests are answered with success and nothing else
        if (Status == HttpStatusCode.Accepted) throw Fault(ServiceNowFault.Dropped);
        if (IsHtml || Body.Span.TrimStart(" \r\n\t"u8) is [(byte)'<', ..])
            throw Fault((int)Status >= 500 ? ServiceNowFault.Unavailable : Status == HttpStatusCode.TooManyRequests ? ServiceNowFault.Throttled : ServiceNowFault.Asleep);
        var root = Parse();
        // an error can stand beside a result, and behind a 200
        if (root is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("error"u8, out var error) && error.ValueKind is not JsonValueKind.Null) throw Explained(error);
        if (!Success) throw Fault(ByStatus(""));
        return root is { ValueKind: JsonValueKind.Object } answer ? answer
            : throw Fault(WasCancelled() ? ServiceNowFault.Quota : ServiceNowFault.Malformed);
    }

    /// <summary>For what is answered with nothing: a deletion.</summary>
    public void EnsureDone()
    {
        if (Status == HttpStatusCode.NoContent) return;
        Root();
    }

    public ServiceNowException Fault(ServiceNowFault fault, string? said = null)
    {
        var text = FaultTexts.Of(fault);
        var detail = string.IsNullOrWhiteSpace(said) ? "" : $" ({Shorten(said)})";
        return new ServiceNowException(fault, new Reason(text.Code, $"ServiceNow answered {What} with {(int)Status}: {text.Text}{detail}.", text.NextStep))
        {
            RetryAfter = RetryAfter,
            // what stands in front of the instance has given up, and not the instance
            MayStillLand = Status is HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout,
        };
    }

    private ServiceNowException Explained(JsonElement error)
    {
        var (message, detail) = error.ValueKind == JsonValueKind.Object ? (Text(error, "message"), Text(error, "detail")) : (error.ToString(), null);
        var said = detail is null || detail == message ? message ?? "" : $"{message}: {detail}";
        return Fault(ByStatus(said), said);
    }

    private ServiceNowFault ByStatus(string said) => Status switch
    {
        _ when IsCancelled(said) => ServiceNowFault.Quota,
        HttpStatusCode.TooManyRequests => ServiceNowFault.Throttled,
        HttpStatusCode.Unauthorized => ServiceNowFault.Unauthorized,
        HttpStatusCode.RequestTimeout => ServiceNowFault.Unavailable,
        _ when said.Contains("Requested URI does not represent any resource", StringComparison.OrdinalIgnoreCase) => ServiceNowFault.NoSuchResource,
        _ when said.StartsWith("Invalid table", StringComparison.OrdinalIgnoreCase) => ServiceNowFault.InvalidTable,
        HttpStatusCode.Forbidden => ServiceNowFault.Forbidden,
        HttpStatusCode.NotFound => ServiceNowFault.NotFound,
        _ when (int)Status >= 500 => ServiceNowFault.Unavailable,
        // to a page for signing in, as a rule
        _ when (int)Status is >= 300 and < 400 => ServiceNowFault.Asleep,
        _ when Success => ServiceNowFault.Unavailable,
        _ => ServiceNowFault.Rejected,
    };

    private JsonElement? Parse()
    {
        if (Body.IsEmpty) return null;
        try
        {
            return JsonElement.Parse(Body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool WasCancelled() => Body.Span.IndexOf("maximum execution time exceeded"u8) >= 0;

    public static bool IsCancelled(string said) => said.Contains("maximum execution time exceeded", StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shorten(string said)
    {
        var line = said.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestMessage ? line : $"{line[..LongestMessage]}…";
    }
}
