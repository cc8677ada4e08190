using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using MlConnector.Domain.Entities;
using MlConnector.QuickBooks.Faults;

namespace MlConnector.QuickBooks.Http;

/// <summary>What came back from Intuit, not yet believed.</summary>
internal sealed class IntuitAnswer(
    string what, HttpStatusCode status, RetryConditionHeaderValue? retryAfter, string? transactionId, byte[] body, TimeProvider time)
{
    private static readonly TimeSpan ThrottleWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public HttpStatusCode Status => status;

    public bool Success => (int)status is >= 200 and < 300;

    /// <summary>The answer's object, of a call that succeeded; whatever else it is comes as an exception.</summary>
    public JsonElement Root()
    {
        var root = Parse();
        var fault = root is { } json ? FaultReader.Read(json) : FaultReader.ReadXml(body);
        if (fault is not null || !Success) throw Fault(fault);
        return root is { ValueKind: JsonValueKind.Object } answer ? answer : throw Malformed(NotJson());
    }

    /// <summary>The envelope's time, written as ISO text or as milliseconds since 1970.</summary>
    public static DateTimeOffset? TimeOf(JsonElement root) => !root.TryGetProperty("time"u8, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var milliseconds) && milliseconds is > 0 and < 253_402_300_799_000 => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds),
        JsonValueKind.String when DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at.ToUniversalTime(),
        _ => null,
    };

    public JsonElement? Parse()
    {
        if (body.AsSpan().TrimStart(" \r\n\t"u8) is not [(byte)'{' or (byte)'[', ..]) return null;
        try
        {
            // one byte that is no UTF-8 makes one character unknown, rather than all of the answer
            return Utf8.IsValid(body) ? JsonElement.Parse(body) : JsonElement.Parse(Encoding.UTF8.GetString(body));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public QuickBooksException Malformed(string how) => new(
        FaultClass.Malformed,
        new Reason("quickbooks-malformed", $"QuickBooks' answer to {what} cannot be used: {how}.", $"It is asked again by itself; if it lasts, give Intuit's support the call's name: {transactionId ?? "(none given)"}."))
    {
        Status = status,
        TransactionId = transactionId,
    };

    public QuickBooksException Fault(IntuitFault? fault)
    {
        var rule = FaultTable.Find(status, fault);
        var code = fault?.Code is { } c ? $", code {c}" : "";
        var said = string.IsNullOrEmpty(fault?.Message) ? "" : $" ({Redaction.Of(fault.Message)})";
        return new QuickBooksException(
            rule.Class,
            new Reason(rule.ReasonCode, $"QuickBooks answered {what} with {(int)status}{code}: {rule.Text}{said}.", rule.NextStep))
        {
            Status = status,
            Code = fault?.Code,
            TransactionId = transactionId,
            EndsGrant = rule.EndsGrant,
            RetryAfter = rule.Class == FaultClass.Throttled ? Wait() : null,
        };
    }

    public string NotJson() => body.Length == 0 ? "it is empty"
        : body.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'<', ..] ? "it is HTML or XML, not JSON"
        : "it is not JSON, or cut off";

    // Intuit asks for a minute and sends no header; whoever stands between may ask for more, not for less, and not for years
    private TimeSpan Wait() => (retryAfter?.Delta ?? retryAfter?.Date - time.GetUtcNow()) switch
    {
        { } wait when wait > LongestWait => LongestWait,
        { } wait when wait > ThrottleWait => wait,
        _ => ThrottleWait,
    };
}
