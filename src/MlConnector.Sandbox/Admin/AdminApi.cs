using System.Globalization;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.Admin;

/// <summary>What people and scripts use to look into the sandbox and to change it, under <c>/sandbox</c>.</summary>
internal sealed class AdminApi(SandboxHost host)
{
    public Answer Handle(Call call)
    {
        var parts = call.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        try
        {
            return (call.Method, parts) switch
            {
                ("GET", ["sandbox", "requests"]) => JsonAnswer.Of(200, Requests(call)),
                ("DELETE", ["sandbox", "requests"]) => Done(host.Journal.Clear),
                ("GET", ["sandbox", "summary"]) => JsonAnswer.Of(200, Summary.Of(host.QuickBooks, host.ServiceNow)),
                _ => Answer.Text(404, "text/plain", "There is no such page."),
            };
        }
        catch (Exception e) when (e is ArgumentException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return JsonAnswer.Of(400, new JsonObject { ["error"] = e.Message });
        }
    }

    private static Answer Done(Action action)
    {
        action();
        return Answer.Empty(204);
    }

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
