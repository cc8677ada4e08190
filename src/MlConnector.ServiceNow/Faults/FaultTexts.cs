using System.Collections.Frozen;

namespace MlConnector.ServiceNow.Faults;

internal sealed record FaultText(string Code, string Text, string NextStep);

/// <summary>What the operator is told of each fault, and what to do about it.</summary>
internal static class FaultTexts
{
    private const string ByItself = "It is tried again by itself.";

    private static readonly FrozenDictionary<ServiceNowFault, FaultText> Texts = new Dictionary<ServiceNowFault, FaultText>
    {
        [ServiceNowFault.Throttled] = new("servicenow-throttled", "too many requests", "It waits and goes on by itself."),
        [ServiceNowFault.Unauthorized] = new("servicenow-unauthorized", "the access token is not taken, not even a new one",
            "See that the token's scope opens the Table API (useraccount or a REST API auth scope), that no API access policy shuts this caller out, and that the integration user is active."),
        [ServiceNowFault.TokenRefused] = new("servicenow-token-refused", "the instance hands out no token",
            "Check, in this order: the client id and secret; the property glide.oauth.inbound.client.credential.grant_type.enabled is true (it does not exist at first); "
            + "the OAuth registry record names an OAuth Application User; that user is active, not locked and not due for a password reset; the scope exists and is allowed. The instance's system log has the true cause."),
        [ServiceNowFault.PasswordRefused] = new("servicenow-password-refused", "the user and password are not taken",
            "Check, in this order: the user name and password; the user is active, not locked and not due for a password reset; no second factor is asked of it; no API access policy shuts it out; "
            + "where the instance restricts basic authentication, as newer ones do, the user is marked as web service access only or itself holds the role snc_basic_auth_api_access. Or connect by OAuth."),
        [ServiceNowFault.Forbidden] = new("servicenow-forbidden", "the integration user may not do this, or a rule forbids it",
            "Grant the integration user the right on the table and its columns, or change the data policy or business rule that is named; then replay."),
        [ServiceNowFault.InvalidTable] = new("servicenow-invalid-table", "the instance has no such table", "Install the application that brings the table, or name the right table in the connection; then replay."),
        [ServiceNowFault.NoSuchResource] = new("servicenow-no-such-resource", "the instance does not offer this API", "See that the address is that of a ServiceNow instance and that the API is installed; then replay."),
        [ServiceNowFault.NotFound] = new("servicenow-not-found", "the record is gone, or hidden from the integration user", "Grant the integration user read rights on the table's rows; then replay."),
        [ServiceNowFault.Rejected] = new("servicenow-rejected", "the request is not accepted", "Look at what ServiceNow says of it, correct that and replay."),
        [ServiceNowFault.Unavailable] = new("servicenow-unavailable", "the instance is not available", ByItself),
        [ServiceNowFault.Dropped] = new("servicenow-dropped", "the instance dropped the request, as it does when too many wait on one session", ByItself),
        [ServiceNowFault.Asleep] = new("servicenow-asleep", "a web page came back in place of an answer", "Wake the instance by signing in to it, or look at the proxy in front of it. It is tried again by itself."),
        [ServiceNowFault.Malformed] = new("servicenow-malformed", "the answer is not JSON, or cut off", ByItself),
        [ServiceNowFault.Quota] = new("servicenow-quota", "the instance cancelled it for taking too long", ByItself),
    }.ToFrozenDictionary();

    public static FaultText Of(ServiceNowFault fault) => Texts[fault];
}
