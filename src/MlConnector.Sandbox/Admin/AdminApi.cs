using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.Admin;

/// <summary>What people and scripts use to look into the sandbox and to change it, under <c>/sandbox</c>.</summary>
internal sealed class AdminApi(SandboxHost host)
{
    private const string Help = """
        GET    /sandbox/summary                        counts and sums of both sides
        GET    /sandbox/requests?last=100&kind=servicenow.*      DELETE forgets them
        GET    /sandbox/faults   POST a rule {"path":"/servicenow/api/now/table/*","method":"POST","nth":2,"status":503,"afterEffect":true}   DELETE all
        GET    /sandbox/settings   PATCH {"quickBooks":{"throttle":true},"serviceNow":{"latency":"00:00:00.050"}}
        GET    /sandbox/companies   POST a seed {"seed":7,"realmId":"123","vendors":10,"bills":50}
        POST   /sandbox/companies/{realm}/connect | disconnect | expire | activity?count=20&seed=1
        GET    /sandbox/companies/{realm}/{Type}[/{id}]   POST {Type}   PATCH, DELETE {Type}/{id}   POST {Type}/{id}/void | inactivate
        POST   /sandbox/companies/{realm}/Vendor/{id}/merge?into={id}
        GET    /sandbox/webhooks   PATCH {"target":"http://127.0.0.1:5000/webhooks/quickbooks","format":"Legacy"}   POST /sandbox/webhooks/send
        GET    /sandbox/servicenow/{table}?query=state=paid   POST /sandbox/servicenow/approve-invoices | revoke-tokens
        """;

    private readonly CompanyAdmin _companies = new(host.QuickBooks);

    public async ValueTask<Answer> HandleAsync(Call call)
    {
        var parts = call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        try
        {
            return parts switch
            {
                [] or ["sandbox"] => Answer.Text(200, "text/plain;charset=UTF-8", Help),
                ["sandbox", "companies", .. var rest] => _companies.Handle(call, rest),
                ["sandbox", "webhooks", "send"] when call.Method == "POST" =>
                    JsonAnswer.Of(200, new JsonArray([.. (await host.QuickBooks.Webhooks.SendPendingAsync()).Select(s => (JsonNode)s)])),
                ["sandbox", .. var rest] => Handle(call, rest),
                _ => NoSuchPage(),
            };
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or InvalidOperationException or FormatException or JsonException or BookFault)
        {
            return JsonAnswer.Of(400, new JsonObject { ["error"] = e.Message });
        }
    }

    public static Answer NoSuchPage() => Answer.Text(404, "text/plain;charset=UTF-8", "There is no such page.\n\n" + Help);

    public static Answer Done(Action action)
    {
        action();
        return Answer.Empty(204);
    }

    private Answer Handle(Call call, string[] path) => (call.Method, path) switch
    {
        ("GET", ["requests"]) => JsonAnswer.Of(200, Requests(call)),
        ("DELETE", ["requests"]) => Done(host.Journal.Clear),
        ("GET", ["summary"]) => JsonAnswer.Of(200, Summary.Of(host.QuickBooks, host.ServiceNow)),
        ("GET", ["faults"]) => JsonAnswer.Of(200, new JsonArray([.. host.Faults.Rules.Select(r => JsonSerializer.SerializeToNode(r, Settings.Json))])),
        ("POST", ["faults"]) => Done(() => host.Faults.Add(JsonSerializer.Deserialize<FaultRule>(call.Body.Span, Settings.Json)!)),
        ("DELETE", ["faults"]) => Done(host.Faults.Clear),
        ("GET", ["settings"]) => JsonAnswer.Of(200, new JsonObject
        {
            ["quickBooks"] = Settings.Read(host.QuickBooks.Settings),
            ["serviceNow"] = Settings.Read(host.ServiceNow.Settings),
        }),
        ("PATCH", ["settings"]) => Done(() => Change(Body(call))),
        ("GET", ["webhooks"]) => JsonAnswer.Of(200, Settings.Read(host.QuickBooks.Webhooks)),
        ("PATCH", ["webhooks"]) => Done(() => Settings.Apply(host.QuickBooks.Webhooks, Body(call))),
        ("POST", ["servicenow", "approve-invoices"]) => JsonAnswer.Of(200, new JsonObject { ["approved"] = host.ServiceNow.ApproveInvoices() }),
        ("POST", ["servicenow", "revoke-tokens"]) => Done(host.ServiceNow.RevokeTokens),
        ("GET", ["servicenow", var table]) => JsonAnswer.Of(200, new JsonArray([.. host.ServiceNow.Rows(table, call.Param("query") ?? "")
            .Select(r => (JsonNode)new JsonObject(r.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, v.Value))))])),
        _ => NoSuchPage(),
    };

    private void Change(JsonObject changes)
    {
        if (changes["quickBooks"] is JsonObject quickBooks)
            Settings.Apply(host.QuickBooks.Settings, quickBooks);
        if (changes["serviceNow"] is JsonObject serviceNow)
            Settings.Apply(host.ServiceNow.Settings, serviceNow);
    }

    private static JsonObject Body(Call call) => JsonAnswer.ParseObject(call.Body) ?? throw new ArgumentException("The body must be a JSON object.");

    private JsonObject Requests(Call call)
    {
        var last = int.TryParse(call.Param("last"), CultureInfo.InvariantCulture, out var n) ? n : 100;
        var kind = call.Param("kind") ?? "*";
        return new JsonObject
        {
            ["counts"] = new JsonObject(host.Journal.Counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, c.Value))),
            ["requests"] = new JsonArray([.. host.Journal.Requests.Where(r => Glob.Matches(kind, r.Kind)).TakeLast(last).Select(r => new JsonObject
            {
                ["number"] = r.Number, ["at"] = r.At.ToString("O", CultureInfo.InvariantCulture), ["kind"] = r.Kind, ["method"] = r.Method,
                ["path"] = r.Path, ["query"] = r.Query, ["status"] = r.Status, ["subject"] = r.Subject, ["milliseconds"] = r.Duration.TotalMilliseconds,
            })]),
        };
    }
}
