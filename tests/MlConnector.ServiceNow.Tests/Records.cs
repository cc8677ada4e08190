using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Tests;

/// <summary>Records as the mapper makes them.</summary>
internal static class Records
{
    private static readonly RealmId Realm = RealmId.Parse("9130357849014096");

    /// <summary>Whose bills these are.</summary>
    public static readonly EntityId Supplier = new(Realm, EntityType.Vendor, "46");

    public static StagingRecord Bill(params (string Id, decimal Amount, string Text)[] lines) => Bill(null, lines);

    public static StagingRecord Bill(Action<JsonObject>? change, params (string Id, decimal Amount, string Text)[] lines) => Map(EntityType.Bill, Document(change, lines));

    public static StagingRecord Credit(params (string Id, decimal Amount, string Text)[] lines) => Map(EntityType.VendorCredit, Document(null, lines));

    public static StagingRecord CreditOfId(string id, decimal amount) => Map(EntityType.VendorCredit, Document(c => c["Id"] = id, [("1", amount, "Returned")]));

    private static JsonObject Document(Action<JsonObject>? change, (string Id, decimal Amount, string Text)[] lines)
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
        return bill;
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

    public static StagingRecord RemovedBill() => Removed(EntityType.Bill, "25").Records.Single();

    /// <summary>What marks an entity's records as gone.</summary>
    public static StagingDocument Removed(EntityType type, string id) =>
        ((MapResult.Mapped)StagingMapper.Removed(new EntityId(Realm, type, id), DateTimeOffset.Parse("2026-11-08T00:00:00Z"))).Document;

    /// <summary>A payment of 46 by cheque.</summary>
    public static StagingDocument Payment(params (string Bill, decimal Amount)[] lines) => Payment(null, lines);

    public static StagingDocument Payment(Action<JsonObject>? change, params (string Bill, decimal Amount)[] lines)
    {
        var payment = new JsonObject
        {
            ["Id"] = "118",
            ["SyncToken"] = "0",
            ["MetaData"] = new JsonObject { ["LastUpdatedTime"] = "2026-11-07T10:11:11-08:00" },
            ["VendorRef"] = new JsonObject { ["value"] = Supplier.Id },
            ["PayType"] = "Check",
            ["CheckPayment"] = new JsonObject { ["BankAccountRef"] = new JsonObject { ["value"] = "35", ["name"] = "Checking" } },
            ["DocNumber"] = "1001",
            ["TxnDate"] = "2026-11-07",
            ["TotalAmt"] = lines.Sum(l => l.Amount),
            ["CurrencyRef"] = new JsonObject { ["value"] = "USD" },
            ["Line"] = new JsonArray([.. lines.Select(l => new JsonObject
            {
                ["Amount"] = l.Amount,
                ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = l.Bill, ["TxnType"] = "Bill" }),
            })]),
        };
        change?.Invoke(payment);
        return MapDocument(EntityType.BillPayment, payment);
    }

    public static StagingDocument VoidedPayment() => Payment(p => p["PrivateNote"] = "Voided");

    public static StagingDocument RemovedPayment() => Removed(EntityType.BillPayment, "118");

    /// <summary>A journal entry that debits an expense and credits 46.</summary>
    public static StagingDocument Journal(decimal amount, Action<JsonObject>? change = null)
    {
        var entry = new JsonObject
        {
            ["Id"] = "227",
            ["SyncToken"] = "0",
            ["MetaData"] = new JsonObject { ["LastUpdatedTime"] = "2026-11-07T10:11:11-08:00" },
            ["DocNumber"] = "JE-7",
            ["TxnDate"] = "2026-11-07",
            ["TotalAmt"] = 0,
            ["Line"] = new JsonArray(Line("0", "Debit", "65", "Job Expenses"), Line("1", "Credit", "33", "Accounts Payable (A/P)")),
        };
        entry["Line"]![1]!["JournalEntryLineDetail"]!["Entity"] = new JsonObject { ["Type"] = "Vendor", ["EntityRef"] = new JsonObject { ["value"] = Supplier.Id } };
        change?.Invoke(entry);
        return MapDocument(EntityType.JournalEntry, entry);

        JsonObject Line(string id, string side, string account, string name) => new()
        {
            ["Id"] = id,
            ["Amount"] = amount,
            ["JournalEntryLineDetail"] = new JsonObject { ["PostingType"] = side, ["AccountRef"] = new JsonObject { ["value"] = account, ["name"] = name } },
        };
    }

    public static EntityId BillId(string id) => new(Realm, EntityType.Bill, id);

    private static StagingRecord Map(EntityType type, JsonObject entity) => MapDocument(type, entity).Records.ShouldHaveSingleItem();

    private static StagingDocument MapDocument(EntityType type, JsonObject entity) =>
        StagingMapper.Map(new EntityId(Realm, type, (string)entity["Id"]!), entity.ToJsonString()).ShouldBeOfType<MapResult.Mapped>().Document;
}
