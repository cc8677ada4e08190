using System.Text.Json.Nodes;

namespace MlConnector.Node.Tests.Connections;

internal static class ConnectionExample
{
    public const string Json = """
        { "name": "Acme Books",
          "quickBooks": { "refreshToken": "RT-secret-1" },
          "serviceNow": { "instance": "acme", "clientId": "cid", "clientSecret": "CS-secret-1", "scope": "sn_apay", "profile": "apo",
                          "tables": { "invoice": "sn_apo_invoice" }, "requestsPerSecond": 7, "maxConcurrency": 2 },
          "schedule": { "every": "PT5M", "timeZone": "America/Los_Angeles", "days": "Mon-Fri", "hours": "06:00-20:00",
                        "closing": { "lastDays": 2, "firstDays": 3, "every": "PT1M" } },
          "syncFrom": "2026-01-01", "unmatchedVendors": "create" }
        """;

    public static JsonObject Node => JsonNode.Parse(Json)!.AsObject();
}
