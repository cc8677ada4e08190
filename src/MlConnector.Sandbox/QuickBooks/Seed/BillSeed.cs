using System.Globalization;
using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>Makes bills and vendor credits: account lines, item lines, both, with tax, terms, location and class here and there.</summary>
internal static class BillSeed
{
    public static JsonObject Make(Random random, int index, string vendorId, string currency, string date, ChartOfAccounts chart)
    {
        var bill = Document(random, vendorId, currency, date, chart, 1 + Lines(random));
        if (random.Next(5) != 0)
            bill["DocNumber"] = $"{(char)('A' + random.Next(26))}{random.Next(1000, 99999).ToString(CultureInfo.InvariantCulture)}-{index}";
        if (random.Next(3) == 0)
            bill["PrivateNote"] = index % 50 == 0 ? "See \"contract\" – it's with Zoë 📎\nsecond line" : $"Order {random.Next(10000)}";
        if (random.Next(2) == 0)
            bill["SalesTermRef"] = new JsonObject { ["value"] = chart.Terms[random.Next(chart.Terms.Count)] };
        if (random.Next(6) == 0)
            AddTax(bill);
        return bill;
    }

    public static JsonObject MakeCredit(Random random, string vendorId, string currency, string date, ChartOfAccounts chart) =>
        Document(random, vendorId, currency, date, chart, 1);

    private static JsonObject Document(Random random, string vendorId, string currency, string date, ChartOfAccounts chart, int lines)
    {
        var document = new JsonObject
        {
            ["VendorRef"] = new JsonObject { ["value"] = vendorId },
            ["APAccountRef"] = new JsonObject { ["value"] = currency == "EUR" ? chart.PayableEuro : chart.Payable },
            ["TxnDate"] = date,
            ["CurrencyRef"] = ChartOfAccounts.Currency(currency),
        };
        if (currency != "USD")
            document["ExchangeRate"] = 1m + random.Next(500, 2000) / 10000m;
        if (random.Next(4) == 0)
            document["DepartmentRef"] = new JsonObject { ["value"] = chart.Departments[random.Next(chart.Departments.Count)] };
        document["Line"] = new JsonArray([.. Enumerable.Range(0, lines).Select(_ => Line(random, chart))]);
        return document;
    }

    private static int Lines(Random random) => random.Next(10) switch { < 5 => 0, < 8 => 1, 8 => 2, _ => random.Next(3, 8) };

    private static JsonNode Line(Random random, ChartOfAccounts chart)
    {
        var line = new JsonObject();
        if (random.Next(5) != 0)
            line["Description"] = Names.Descriptions[random.Next(Names.Descriptions.Length)];
        var detail = new JsonObject();
        if (random.Next(5) < 2)
        {
            var quantity = random.Next(1, 20);
            var price = random.Next(100, 50000) / 100m;
            line["Amount"] = quantity * price;
            detail["ItemRef"] = new JsonObject { ["value"] = chart.Items[random.Next(chart.Items.Count)] };
            detail["UnitPrice"] = price;
            detail["Qty"] = quantity;
            line["DetailType"] = "ItemBasedExpenseLineDetail";
            line["ItemBasedExpenseLineDetail"] = detail;
        }
        else
        {
            line["Amount"] = random.Next(500, 500000) / 100m;
            detail["AccountRef"] = new JsonObject { ["value"] = chart.Expenses[random.Next(chart.Expenses.Count)] };
            line["DetailType"] = "AccountBasedExpenseLineDetail";
            line["AccountBasedExpenseLineDetail"] = detail;
        }

        var billable = random.Next(6) == 0;
        detail["TaxCodeRef"] = new JsonObject { ["value"] = billable ? "TAX" : "NON" };
        detail["BillableStatus"] = billable ? "Billable" : "NotBillable";
        if (billable)
            detail["CustomerRef"] = new JsonObject { ["value"] = chart.Customers[random.Next(chart.Customers.Count)] };
        if (random.Next(3) == 0)
            detail["ClassRef"] = new JsonObject { ["value"] = chart.Classes[random.Next(chart.Classes.Count)] };
        return line;
    }

    private static void AddTax(JsonObject bill)
    {
        var net = bill["Line"]!.AsArray().Sum(l => l!["Amount"]!.GetValue<decimal>());
        var tax = decimal.Round(net * 0.05m, 2);
        bill["GlobalTaxCalculation"] = "TaxExcluded";
        bill["TxnTaxDetail"] = new JsonObject
        {
            ["TotalTax"] = tax,
            ["TaxLine"] = new JsonArray(new JsonObject
            {
                ["Amount"] = tax,
                ["DetailType"] = "TaxLineDetail",
                ["TaxLineDetail"] = new JsonObject
                {
                    ["TaxRateRef"] = new JsonObject { ["value"] = "17" }, ["PercentBased"] = true, ["TaxPercent"] = 5, ["NetAmountTaxable"] = net,
                },
            }),
        };
    }
}
