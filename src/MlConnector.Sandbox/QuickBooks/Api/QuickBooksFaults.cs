using System.Text.Json;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks.Api;

/// <summary>The shapes in which QuickBooks says no: the service's, the gateway's, and XML.</summary>
internal static class QuickBooksFaults
{
    public static Answer Service(int status, string code, string message, string detail, string element, string type, DateTimeOffset now) =>
        JsonAnswer.Of(status, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("Fault");
            WriteErrors(json, code, message, detail, element);
            json.WriteString("type", type);
            json.WriteEndObject();
            json.WriteString("time", PacificTime.Milliseconds(now));
            json.WriteEndObject();
        });

    public static Answer Validation(string code, string message, string detail, DateTimeOffset now, string element = "") =>
        Service(400, code, message, detail, element, "ValidationFault", now);

    public static void WriteErrors(Utf8JsonWriter json, string code, string message, string detail, string element)
    {
        json.WriteStartArray("Error");
        json.WriteStartObject();
        json.WriteString("Message", message);
        json.WriteString("Detail", detail);
        json.WriteString("code", code);
        json.WriteString("element", element);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static Answer Unauthenticated(string detail, DateTimeOffset now) =>
        Gateway(401, "message=AuthenticationFailed; errorCode=003200; statusCode=401", detail, "3200", "AUTHENTICATION", now);

    public static Answer Unauthorized(DateTimeOffset now) =>
        Gateway(403, "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403", "", "3100", "SERVICE", now);

    public static Answer Throttled(ThrottleAnswer shape, DateTimeOffset now)
    {
        const string message = "message=ThrottleExceeded; errorCode=003001; statusCode=429";
        const string detail = "The request limit was reached.  Try again later";
        return shape switch
        {
            ThrottleAnswer.Xml => Answer.Text(429, Answer.Xml,
                $"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse time="{PacificTime.Milliseconds(now)}" xmlns="http://schema.intuit.com/finance/v3"><Fault type="SERVICE"><Error code="3001"><Message>{message}</Message><Detail>{detail}</Detail></Error></Fault></IntuitResponse>"""),
            ThrottleAnswer.Html => Answer.Text(429, Answer.Html, "<html><head><title>429 Too Many Requests</title></head><body><h1>Too Many Requests</h1></body></html>"),
            _ => Service(429, "3001", message, detail, "", "SERVICE", now),
        };
    }

    private static Answer Gateway(int status, string message, string detail, string code, string type, DateTimeOffset now) =>
        JsonAnswer.Of(status, json =>
        {
            json.WriteStartObject();
            json.WriteNull("warnings");
            json.WriteNull("intuitObject");
            json.WriteStartObject("fault");
            json.WriteStartArray("error");
            json.WriteStartObject();
            json.WriteString("message", message);
            json.WriteString("detail", detail);
            json.WriteString("code", code);
            json.WriteNull("element");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("type", type);
            json.WriteEndObject();
            json.WriteNull("report");
            json.WriteNull("queryResponse");
            foreach (var name in new[] { "batchItemResponse", "attachableResponse", "syncErrorResponse" })
            {
                json.WriteStartArray(name);
                json.WriteEndArray();
            }

            json.WriteNull("requestId");
            json.WriteNumber("time", now.ToUnixTimeMilliseconds());
            json.WriteNull("status");
            json.WriteStartArray("cdcresponse");
            json.WriteEndArray();
            json.WriteEndObject();
        });
}
