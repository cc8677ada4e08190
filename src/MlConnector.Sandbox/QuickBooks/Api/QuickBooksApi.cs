using System.Collections.Concurrent;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Access;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks.Api;

/// <summary>Everything under <c>/quickbooks</c>: who asks, for which realm, how often, and what.</summary>
internal sealed class QuickBooksApi(QuickBooksOnline quickBooks, Grants grants, OAuthEndpoints oauth, TimeProvider time)
{
    private const string CompanyPath = "/quickbooks/v3/company/";

    private readonly ConcurrentDictionary<string, MovingWindow> _windows = new();
    private long _tid;

    /// <summary>Names the call for the journal.</summary>
    public static void Classify(Call call)
    {
        if (!call.Path.StartsWith(CompanyPath, StringComparison.Ordinal))
        {
            call.Kind = call.Path switch
            {
                OAuthEndpoints.TokenPath => "quickbooks.token",
                OAuthEndpoints.AuthorizePath => "quickbooks.authorize",
                OAuthEndpoints.RevokePath => "quickbooks.revoke",
                _ => "quickbooks.other",
            };
            return;
        }

        var (realm, resource, id) = Split(call.Path);
        call.Subject = realm;
        call.Kind = resource.ToLowerInvariant() switch
        {
            "cdc" or "query" or "batch" => $"quickbooks.{resource.ToLowerInvariant()}",
            var entity when call.Method == "GET" => $"quickbooks.read.{EntityType.Find(entity)?.Name ?? entity}",
            var entity => $"quickbooks.write.{EntityType.Find(entity)?.Name ?? entity}",
        };
    }

    public async ValueTask<Answer> AnswerAsync(Call call)
    {
        if (!call.Path.StartsWith(CompanyPath, StringComparison.Ordinal))
            return OAuth(call);
        if (quickBooks.Settings.Latency > TimeSpan.Zero)
            await Task.Delay(quickBooks.Settings.Latency, time);

        var tid = Interlocked.Increment(ref _tid);
        var answer = Company(call);
        return (IntuitXml.IsWanted(call) ? IntuitXml.Of(answer) : answer).With("intuit_tid", $"1-{time.GetUtcNow().ToUnixTimeSeconds():x8}-{tid:x24}");
    }

    private Answer OAuth(Call call) => (call.Method, call.Path) switch
    {
        ("GET", OAuthEndpoints.AuthorizePath) => oauth.Authorize(call),
        ("POST", OAuthEndpoints.TokenPath) => oauth.Token(call),
        ("POST", OAuthEndpoints.RevokePath) => oauth.Revoke(call),
        ("GET", OAuthEndpoints.DiscoveryPath) => OAuthEndpoints.Discovery(call),
        _ => Answer.Text(404, Answer.Html, "<html><body><h1>404 Not Found</h1></body></html>"),
    };

    private Answer Company(Call call)
    {
        var now = time.GetUtcNow();
        var settings = quickBooks.Settings;
        var (realm, resource, id) = Split(call.Path);
        var bearer = call.Headers.Authorization.ToString();
        if (!bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return QuickBooksFaults.Unauthenticated("Missing bearer token", now);
        if (grants.RealmOf(bearer[7..].Trim()) is not { } granted)
            return QuickBooksFaults.Unauthenticated("Token expired: " + bearer[7..Math.Min(bearer.Length, 15)] + "…", now);
        if (granted != realm || quickBooks.Find(realm) is not { } company)
            return QuickBooksFaults.Unauthorized(now);
        if (settings.Throttle && !_windows.GetOrAdd(realm, _ => new MovingWindow(time)).TryTake(settings.RequestsPerSecond, settings.RequestsPerMinute))
            return QuickBooksFaults.Throttled(settings.ThrottleAnswer, now);

        switch (call.Method, resource.ToLowerInvariant())
        {
            case ("GET", "cdc"):
                return ChangeDataCapture.Read(company, call.Param("entities"), call.Param("changedSince"), settings, now);
            case ("GET", "query"):
                return QueryEndpoint.Query(company, call.Param("query"), now);
            case ("POST", "query"):
                return QueryEndpoint.Query(company, call.Text, now);
            case ("POST", "batch"):
                return QueryEndpoint.Batch(company, JsonAnswer.ParseObject(call.Body), now);
        }

        if (EntityType.Find(resource) is not { } type)
            return QuickBooksFaults.Service(400, "500", "Unsupported Operation", $"Operation {resource} is not supported.", "", "ValidationFault", now);
        if (call.Method == "GET")
            return EntityEndpoint.Read(company, type, type.Shape == EntityShape.Single ? "1" : id, now);
        return call.Method == "POST"
            ? EntityEndpoint.Save(company, type, call, now)
            : QuickBooksFaults.Service(405, "500", "Unsupported Operation", $"Method {call.Method} is not supported.", "", "ValidationFault", now);
    }

    private static (string Realm, string Resource, string Id) Split(string path)
    {
        var parts = path[CompanyPath.Length..].Split('/');
        return (parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? Uri.UnescapeDataString(parts[2]) : "");
    }
}
