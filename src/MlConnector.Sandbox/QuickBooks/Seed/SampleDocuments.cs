using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>Documents as real companies returned them, field by field; only ids, dates and what the books compute are this company's. <c>@expense3</c> stands for the id of that account.</summary>
internal static partial class SampleDocuments
{
    /// <summary>Vendors are named by their place in <see cref="Names.Vendors"/>.</summary>
    public static readonly IReadOnlyList<(int Vendor, string Json)> Bills =
    [
        (0, """
            {"SalesTermRef":{"value":"@term3"},"Line":[{"Description":"Lumber","DetailType":"AccountBasedExpenseLineDetail",
              "ProjectRef":{"value":"39298034"},"Amount":103.55,"AccountBasedExpenseLineDetail":{"TaxCodeRef":{"value":"TAX"},
              "AccountRef":{"value":"@expense3"},"BillableStatus":"Billable","CustomerRef":{"value":"@customer1"}}}]}
            """),
        (0, """
            {"Line":[{"Description":"Fountain Pump","Amount":80.0,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":
              {"TaxCodeRef":{"value":"NON"},"Qty":8,"BillableStatus":"NotBillable","UnitPrice":10,"ItemRef":{"value":"@item0"}}}]}
            """),
        (5, """
            {"DocNumber":"PO000H1","ExchangeRate":1,"PrivateNote":"This is a private note","GlobalTaxCalculation":"TaxExcluded",
             "Line":[{"Description":"Large Mens Silver Watch","Amount":400.0,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":
               {"ItemRef":{"value":"@item2"},"UnitPrice":400,"Qty":1,"TaxCodeRef":{"value":"9"},"BillableStatus":"NotBillable"}}],
             "TxnTaxDetail":{"TotalTax":20.0,"TaxLine":[{"Amount":20.0,"DetailType":"TaxLineDetail","TaxLineDetail":
               {"TaxRateRef":{"value":"17"},"PercentBased":true,"TaxPercent":5,"NetAmountTaxable":400.0}}]}}
            """),
        (0, """
            {"Line":[{"Description":"Fountain Pump","Amount":80.0,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":
               {"ItemRef":{"value":"@item0"},"UnitPrice":10,"Qty":8,"TaxCodeRef":{"value":"NON"},"BillableStatus":"NotBillable"}},
              {"Description":"Rock Fountain","Amount":125.0,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":
               {"ItemRef":{"value":"@item1"},"UnitPrice":125,"Qty":1,"TaxCodeRef":{"value":"NON"},"BillableStatus":"NotBillable"}}]}
            """),
        (1, """
            {"SalesTermRef":{"value":"@term1"},"Line":[{"Amount":241.23,"DetailType":"AccountBasedExpenseLineDetail",
              "AccountBasedExpenseLineDetail":{"AccountRef":{"value":"@expense0"},"BillableStatus":"NotBillable","TaxCodeRef":{"value":"NON"}}}]}
            """),
    ];

    public const string Credit = """
        {"Line":[{"DetailType":"AccountBasedExpenseLineDetail","Amount":90.0,"ProjectRef":{"value":"39298045"},
          "AccountBasedExpenseLineDetail":{"TaxCodeRef":{"value":"TAX"},"AccountRef":{"value":"@expense1"},"BillableStatus":"Billable",
          "CustomerRef":{"value":"@customer0"}}}]}
        """;

    public const string Entry = """
        {"Adjustment":false,"TxnTaxDetail":{},"Line":[
          {"Description":"Four sprinkler heads damaged","DetailType":"JournalEntryLineDetail","ProjectRef":{"value":"39298034"},"Amount":25.54,
           "JournalEntryLineDetail":{"PostingType":"Debit","AccountRef":{"value":"@expense4"},
             "Entity":{"Type":"Customer","EntityRef":{"value":"@customer0"}}}},
          {"Description":"Sprinkler Hds - Sprinkler Hds Inventory Adjustment","DetailType":"JournalEntryLineDetail","Amount":25.54,
           "JournalEntryLineDetail":{"PostingType":"Credit","AccountRef":{"value":"@notes0"},
             "Entity":{"Type":"Vendor","EntityRef":{"value":"1"}}}}]}
        """;

    public static JsonObject Make(string json, ChartOfAccounts chart) => JsonNode.Parse(Placeholder().Replace(json, found =>
    {
        var index = int.Parse(found.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return found.Groups[1].Value switch
        {
            "expense" => chart.Expenses[index],
            "item" => chart.Items[index],
            "term" => chart.Terms[index],
            "customer" => chart.Customers[index],
            _ => chart.Notes,
        };
    }))!.AsObject();

    [GeneratedRegex("@([a-z]+)([0-9])")]
    private static partial Regex Placeholder();
}
