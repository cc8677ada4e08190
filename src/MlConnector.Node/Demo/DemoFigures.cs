using System.Globalization;
using System.Text.Json.Nodes;

namespace MlConnector.Node.Demo;

/// <summary>How far it has come, at one moment, as three parties see it.</summary>
internal sealed record DemoFigures(
    string Status,
    IReadOnlyDictionary<string, int> Counts,
    int BillsInQuickBooks,
    decimal AmountInQuickBooks,
    int InvoicesInServiceNow,
    decimal AmountInServiceNow,
    long QuickBooksRequests,
    long ServiceNowRequests,
    int Edits)
{
    /// <param name="connection">The node's answer; none while it is down.</param>
    public static DemoFigures Of(DemoStage stage, Bookkeeper bookkeeper, JsonObject? connection)
    {
        var bills = stage.Company.Ids("Bill").Select(id => stage.Company.Read("Bill", id)["TotalAmt"]!.GetValue<decimal>()).ToList();
        var invoices = stage.Sandbox.ServiceNow.Rows("sn_apo_invoice", "invoice_type=invoice^state!=cancelled");
        return new DemoFigures(
            connection?["status"]?.GetValue<string>() ?? "down",
            connection?["counts"]?.AsObject().ToDictionary(c => c.Key, c => c.Value!.GetValue<int>()) ?? [],
            bills.Count,
            bills.Sum(),
            invoices.Count,
            invoices.Sum(i => decimal.TryParse(i["invoice_amount"], CultureInfo.InvariantCulture, out var amount) ? amount : 0),
            stage.Sandbox.Journal.Count("quickbooks.*"),
            stage.Sandbox.Journal.Count("servicenow.*"),
            bookkeeper.Done);
    }
}
