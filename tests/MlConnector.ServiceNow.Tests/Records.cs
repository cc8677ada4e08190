using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Tests;

/// <summary>Records as the mapper makes them.</summary>
internal static class Records
{
    private static readonly RealmId Realm = RealmId.Parse("9130357849014096");

    public static StagingRecord Bill(params (string Id, decimal Amount, string Text)[] lines) => Bill(null, lines);

    public static StagingRecord Bill(Action<JsonObject>? change, params (string Id, decimal Amount, string Text)[] lines)
    {
        var bill = new JsonObject
        {
            ["Id"] = "25",
            ["SyncToken"] = "2",
            ["MetaData"] = new JsonObject { ["LastUpdatedTime"] = "2026-11-06T10:11:11-08:00" },
            ["VendorRef"] = new JsonObject { ["value"] = "46", ["name"] = "Norton Lumber" },
            ["DocNumber"] = "INV-1",
            ["TxnDate"] = "2026-11-06",
            ["DueDate"] = "2026-12-06",
            ["TotalAmt"] = lines.Sum(l => l.Amount),
            ["Balance"] = lines.Sum(l => l.Amount),
            ["CurrencyRef"] = new JsonObject { ["value"] = "USD" },
            ["Line"] = new JsonArray([.. lines.Select((l, i) => new JsonObject
            {
                ["Id"] = l.Id,
                ["LineNum"] = i + 1,
                ["Amount"] = l.Amount,
                ["Description"] = l.Text,
                ["AccountBasedExpenseLineDetail"] = new JsonObject { ["AccountRef"] = new JsonObject { ["value"] = "64", ["name"] = "Job Expenses" } },
            })]),
        };
        change?.Invoke(bill);
        return Map(EntityType.Bill, bill);
    }

    public static StagingRecord Vendor(string id = "46", Action<JsonObject>? change = null)
    {
        var vendor = new JsonObject
        {
            ["Id"] = id,
            ["SyncToken"] = "0",
            ["MetaData"] = new JsonObject { ["LastUpdatedTime"] = "2026-11-06T10:11:11-08:00" },
            ["DisplayName"] = "Norton Lumber",
            ["Active"] = true,
        };
        change?.Invoke(vendor);
        return Map(EntityType.Vendor, vendor);
    }

    public static StagingRecord RemovedBill() =>
        ((MapResult.Mapped)StagingMapper.Removed(new EntityId(Realm, EntityType.Bill, "25"), DateTimeOffset.Parse("2026-11-07T00:00:00Z"))).Record;

    private static StagingRecord Map(EntityType type, JsonObject entity) =>
        StagingMapper.Map(new EntityId(Realm, type, (string)entity["Id"]!), entity.ToJsonString()).ShouldBeOfType<MapResult.Mapped>().Record;
}
