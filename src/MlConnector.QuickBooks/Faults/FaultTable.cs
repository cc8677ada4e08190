using System.Collections.Frozen;
using System.Net;

namespace MlConnector.QuickBooks.Faults;

/// <summary>What a fault means to us and what the operator is told.</summary>
/// <param name="EndsGrant">The company cannot be read with this grant any more: a person must connect it again.</param>
internal sealed record FaultRule(FaultClass Class, string ReasonCode, string Text, string NextStep, bool EndsGrant = false);

/// <summary>Intuit's fault codes, and what each comes to.</summary>
internal static class FaultTable
{
    private const string ByItself = "It is tried again by itself.";
    private const string Reconnect = "Connect the company again.";
    private const string Report = "This is a fault of the connector: report it with the call's intuit_tid from the log.";

    private static readonly FaultRule Throttled = new(FaultClass.Throttled, "quickbooks-throttled", "too many calls", "It waits and goes on by itself.");
    private static readonly FaultRule Unauthorized = new(FaultClass.Unauthorized, "quickbooks-unauthorized", "the access token is not taken", "It is renewed by itself; if that does not help, connect the company again.");
    private static readonly FaultRule Forbidden = new(FaultClass.Forbidden, "quickbooks-forbidden", "this app may not read this company", "See that sandbox keys are used for sandbox companies only and production keys for real ones; then connect the company again.");
    private static readonly FaultRule NotFound = new(FaultClass.NotFound, "quickbooks-not-found", "there is no such company or object", "See that the realm id and the QuickBooks environment are right.");
    private static readonly FaultRule Transient = new(FaultClass.Transient, "quickbooks-unavailable", "QuickBooks is not available", "It is tried again by itself; if it lasts, look at status.developer.intuit.com.");
    private static readonly FaultRule GrantRefused = new(FaultClass.GrantRefused, "quickbooks-grant-refused", "the refresh token or code is used, expired or revoked", Reconnect);
    private static readonly FaultRule ClientRefused = new(FaultClass.ClientRefused, "quickbooks-client-refused", "the app's client id or secret is wrong", "Correct MlConnector:QuickBooks:ClientId and ClientSecret; to connect again does not help.");
    private static readonly FaultRule Other = new(FaultClass.Other, "quickbooks-fault", "a fault without a meaning of its own", Report);

    private static readonly FrozenDictionary<int, FaultRule> Rules = new Dictionary<int, FaultRule>
    {
        [100] = Unauthorized,
        [110] = Unauthorized,
        [120] = new(FaultClass.Forbidden, "quickbooks-user-lost-access", "the user who connected the company has lost access to it", "Let another administrator of the company connect it again.", EndsGrant: true),
        [130] = new(FaultClass.Transient, "quickbooks-unavailable", "the company is served elsewhere for now", ByItself),
        [140] = new(FaultClass.Transient, "quickbooks-company-locked", "the company is locked", ByItself),
        [150] = new(FaultClass.Transient, "quickbooks-maintenance", "the company is under maintenance", ByItself),
        [500] = new(FaultClass.Query, "quickbooks-unsupported", "this is not supported", Report),
        [610] = new(FaultClass.NotFound, "quickbooks-object-gone", "the object is deleted or made inactive", "Nothing is to be done."),
        [3001] = Throttled,
        [3100] = Forbidden with { EndsGrant = true },
        [3200] = Unauthorized,
        [3201] = Forbidden with { EndsGrant = true },
        [3202] = new(FaultClass.Unauthorized, "quickbooks-unauthorized", "no access token was sent", Report),
        [4000] = new(FaultClass.Query, "quickbooks-query", "the query cannot be parsed", Report),
        [4001] = new(FaultClass.Query, "quickbooks-query", "the query is not valid", Report),
        [4002] = new(FaultClass.Query, "quickbooks-query", "the query cannot be processed", Report),
        [5020] = new(FaultClass.Forbidden, "quickbooks-no-permission", "the user who connected the company may not read this", "Let an administrator of the company connect it again."),
        [5030] = new(FaultClass.Forbidden, "quickbooks-not-in-plan", "the company's QuickBooks plan does not have this", "Nothing is to be done, unless the company changes its plan."),
        [6190] = new(FaultClass.Forbidden, "quickbooks-subscription", "the company's QuickBooks subscription has ended or is not paid", "Renew the subscription in QuickBooks; it then goes on by itself."),
        [10000] = Transient,
        [10100] = new(FaultClass.TooBig, "quickbooks-too-big", "the answer would be too big", "It is asked for in smaller parts by itself."),
        [10200] = new(FaultClass.CompanyReset, "quickbooks-company-reset", "the company was reset: its old ids mean nothing any more", "All of it is read anew by itself, and what is gone is marked so."),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, FaultRule> ByName = new Dictionary<string, FaultRule>(StringComparer.OrdinalIgnoreCase)
    {
        ["invalid_grant"] = GrantRefused,
        ["invalid_client"] = ClientRefused,
        ["unauthorized_client"] = ClientRefused,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int> Codes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["AuthenticationFailed"] = 3200,
        ["ApplicationAuthenticationFailed"] = 3200,
        ["ApplicationAuthorizationFailed"] = 3100,
        ["ThrottleExceeded"] = 3001,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static bool Knows(int? code) => code is { } c && Rules.ContainsKey(c);

    public static int? CodeOf(string? name) => name is not null && Codes.TryGetValue(name, out var code) ? code : null;

    public static FaultRule Find(HttpStatusCode status, IntuitFault? fault)
    {
        if (status == HttpStatusCode.TooManyRequests) return Throttled;
        // an outage is known to answer invalid_grant too: nothing that a broken server says is final
        if ((int)status >= 500) return Transient;
        if (fault?.Code is { } code && Rules.TryGetValue(code, out var rule)) return rule;
        if (fault?.Name is { } name && ByName.TryGetValue(name, out rule)) return rule;
        return status switch
        {
            HttpStatusCode.Unauthorized => Unauthorized,
            HttpStatusCode.Forbidden => Forbidden,
            HttpStatusCode.NotFound => NotFound,
            HttpStatusCode.RequestTimeout => Transient,
            _ => fault?.Type switch
            {
                { } type when type.StartsWith("AUTHENTICATION", StringComparison.OrdinalIgnoreCase) => Unauthorized,
                { } type when type.StartsWith("AUTHORIZAT", StringComparison.OrdinalIgnoreCase) => Forbidden,
                { } type when type.StartsWith("SYSTEM", StringComparison.OrdinalIgnoreCase) => Transient,
                _ => Other,
            },
        };
    }
}
