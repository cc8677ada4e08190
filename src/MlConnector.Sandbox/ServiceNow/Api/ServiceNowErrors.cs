using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>The platform's envelope of errors, and its words.</summary>
internal static class ServiceNowErrors
{
    public const string AsleepPage =
        "<html><head><title>Instance Hibernating page</title></head><body><h1>Your instance is hibernating</h1><p>Sign in to the site to wake your instance.</p></body></html>";

    public static Answer Of(int status, string message, string? detail) => JsonAnswer.Of(status, json =>
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", message);
        json.WriteString("detail", detail);
        json.WriteEndObject();
        json.WriteString("status", "failure");
        json.WriteEndObject();
    });

    public static Answer Unauthenticated() => Of(401, "User Not Authenticated", "Required to provide Auth information")
        .With("WWW-Authenticate", "BASIC realm=\"Service-now\"");

    public static Answer InvalidTable(string table) => Of(400, $"Invalid table {table}", null);

    public static Answer NoSuchResource() => Of(400, "Requested URI does not represent any resource", null);

    public static Answer NoRecord() => Of(404, "No Record found", "Record doesn't exist or ACL restricts the record retrieval");

    public static Answer Denied(string operation) => Of(403, "Operation Failed", $"ACL Exception {operation} Failed due to security constraints");

    public static Answer QueryRefused() =>
        Of(403, "Insufficient rights to query records", "Field(s) present in the query do not have permission to be read");

    public static Answer DataPolicy(IEnumerable<string> labels) =>
        Of(403, "Operation Failed", $"Data Policy Exception: \n The following fields are mandatory: {string.Join(", ", labels)}");

    public static Answer NotJson() => Of(400, "Exception while reading request", "The payload is not valid JSON.");
}
