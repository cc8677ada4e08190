using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.ServiceNow;

namespace MlConnector.Node.Demo;

/// <summary>What one side holds of a company's payables, by external key.</summary>
/// <param name="Twice">Keys that more than one row bears.</param>
/// <param name="Stray">Lines that belong to no invoice.</param>
internal sealed record Books(
    IReadOnlyDictionary<string, string?> Vendors,
    IReadOnlyDictionary<string, Payable> Bills,
    IReadOnlyDictionary<string, Payable> Credits,
    IReadOnlyList<string> Twice,
    IReadOnlyList<string> Stray)
{
    /// <summary>As the company's own books have it. Inactive vendors keep no name to compare.</summary>
    public static Books Of(QuickBooksCompany company)
    {
        var prefix = $"QBO-{company.RealmId}";
        return new Books(
            company.Ids("Vendor").Select(id => company.Read("Vendor", id))
                .ToFrozenDictionary(v => $"{prefix}-Vendor-{Text(v, "Id")}", v => v["Active"]!.GetValue<bool>() ? Text(v, "DisplayName") : null),
            Payables("Bill"),
            Payables("VendorCredit"),
            [],
            []);

        IReadOnlyDictionary<string, Payable> Payables(string type) => company.Ids(type).Select(id => company.Read(type, id)).Select(document =>
        {
            var key = $"{prefix}-{type}-{Text(document, "Id")}";
            return new Payable(
                key,
                $"{prefix}-Vendor-{document["VendorRef"]!["value"]!.GetValue<string>()}",
                Amount(document["TotalAmt"]),
                Amount(document["Balance"]),
                Amount(document["TxnTaxDetail"]?["TotalTax"]),
                document["Line"]!.AsArray().ToFrozenDictionary(l => $"{key}-L{l!["Id"]!.GetValue<string>()}", l => Amount(l!["Amount"])));
        }).ToFrozenDictionary(p => p.Key);
    }

    /// <summary>As it stands in ServiceNow, without what is marked as gone at the source.</summary>
    public static Books Of(ServiceNowInstance instance)
    {
        var suppliers = instance.Rows("sn_fin_supplier");
        var invoices = instance.Rows("sn_apo_invoice");
        var lines = instance.Rows("sn_apo_invoice_line");
        var supplierKeys = suppliers.ToDictionary(s => s["sys_id"], s => s["correlation_id"]);
        var invoiceIds = invoices.Select(i => i["sys_id"]).ToHashSet();
        var linesOf = lines.ToLookup(l => l["invoice"]);
        var payables = invoices.Where(i => i["state"] != "cancelled").ToLookup(i => i["invoice_type"], invoice => new Payable(
            invoice["correlation_id"],
            supplierKeys.GetValueOrDefault(invoice["supplier"], ""),
            Amount(invoice["invoice_amount"]),
            Amount(invoice["balance_due"]),
            Amount(invoice["tax_amount"]),
            linesOf[invoice["sys_id"]].DistinctBy(l => l["correlation_id"]).ToDictionary(l => l["correlation_id"], l => Amount(l["amount"]))));
        return new Books(
            suppliers.DistinctBy(s => s["correlation_id"]).ToDictionary(s => s["correlation_id"], string? (s) => s["name"]),
            payables["invoice"].DistinctBy(p => p.Key).ToDictionary(p => p.Key),
            payables["credit_memo"].DistinctBy(p => p.Key).ToDictionary(p => p.Key),
            [.. suppliers.Concat(invoices).Concat(lines).CountBy(r => r["correlation_id"]).Where(k => k.Value > 1).Select(k => k.Key)],
            [.. lines.Where(l => !invoiceIds.Contains(l["invoice"])).Select(l => l["correlation_id"])]);
    }

    private static string Text(JsonObject document, string name) => document[name]!.GetValue<string>();

    private static decimal Amount(JsonNode? number) => number?.GetValue<decimal>() ?? 0;

    private static decimal Amount(string text) => text.Length == 0 ? 0 : decimal.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>A bill or vendor credit.</summary>
internal sealed record Payable(string Key, string Vendor, decimal Amount, decimal Balance, decimal Tax, IReadOnlyDictionary<string, decimal> Lines)
{
    public bool AddsUp => Lines.Values.Sum() + Tax == Amount;
}
