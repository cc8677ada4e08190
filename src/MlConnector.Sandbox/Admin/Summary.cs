using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Books;
using MlConnector.Sandbox.ServiceNow;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.Admin;

/// <summary>Counts and sums of both sides, so that they can be reconciled to the cent.</summary>
internal static class Summary
{
    public static JsonObject Of(QuickBooksOnline quickBooks, ServiceNowInstance serviceNow) => new()
    {
        ["quickBooks"] = new JsonObject(quickBooks.Companies.Select(c => KeyValuePair.Create<string, JsonNode?>(c.RealmId, Company(c)))),
        ["serviceNow"] = Instance(serviceNow),
    };

    public static JsonObject Company(QuickBooksCompany company) => company.Locked(ledger =>
    {
        var summary = new JsonObject();
        foreach (var type in EntityType.All)
        {
            var table = ledger[type];
            var row = new JsonObject { ["count"] = table.Count, ["deleted"] = table.Deleted.Count };
            if (type.Shape == EntityShape.List)
                row["active"] = table.Entries.Count(e => e.Active);
            if (type.Shape == EntityShape.Transaction)
                row["total"] = table.Entries.Sum(e => e.Total);
            if (type == EntityType.Bill || type == EntityType.VendorCredit || type == EntityType.Vendor)
                row["balance"] = table.Entries.Sum(e => e.Balance);
            summary[type.Name] = row;
        }

        return summary;
    });

    private static JsonObject Instance(ServiceNowInstance instance)
    {
        var summary = new JsonObject();
        lock (instance.Gate)
        {
            foreach (var name in instance.TableNames.Where(n => n.StartsWith("sn_", StringComparison.Ordinal)))
                summary[name] = Of(instance[name]);
        }

        return summary;
    }

    private static JsonObject Of(Table table)
    {
        var row = new JsonObject { ["count"] = table.Count };
        if (table.Find("correlation_id") is not null)
            row["duplicateKeys"] = table.Rows.GroupBy(r => r["correlation_id"], StringComparer.Ordinal).Count(g => g.Key.Length > 0 && g.Count() > 1);
        if (table.Find("state") is not null)
            row["states"] = new JsonObject(table.Rows.GroupBy(r => r["state"]).Select(g => KeyValuePair.Create<string, JsonNode?>(g.Key, g.Count())));
        row["sums"] = new JsonObject(table.Columns.Where(c => c.Type == ColumnType.Decimal && c.Name != "exchange_rate")
            .Select(c => KeyValuePair.Create<string, JsonNode?>(c.Name, Sums.Of(table.Rows, c.Name))));
        return row;
    }
}
