using System.Globalization;
using System.Text.Json.Nodes;

namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>Makes vendors, some with every field, some with a name and nothing else.</summary>
internal static class VendorSeed
{
    public static JsonObject Make(Random random, int index, CompanySeed seed, ChartOfAccounts chart)
    {
        var name = Name(index);
        var currency = seed.MultiCurrency && index % 10 == 7 ? "EUR" : "USD";
        var vendor = new JsonObject
        {
            ["DisplayName"] = name,
            ["PrintOnCheckName"] = name,
            ["Active"] = true,
            ["Vendor1099"] = random.Next(4) == 0,
            ["Balance"] = 0m,
            ["CurrencyRef"] = ChartOfAccounts.Currency(currency),
        };
        if (random.Next(10) == 0)
            return vendor;

        vendor["CompanyName"] = name.Length <= 100 ? name : name[..100];
        vendor["GivenName"] = "Pat";
        vendor["FamilyName"] = Names.First[random.Next(Names.First.Length)];
        vendor["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = string.Create(CultureInfo.InvariantCulture, $"(650) 555-{random.Next(10000):d4}") };
        vendor["PrimaryEmailAddr"] = new JsonObject { ["Address"] = $"ap{index}@example.com" };
        vendor["WebAddr"] = new JsonObject { ["URI"] = $"http://vendor{index}.example.com" };
        vendor["BillAddr"] = new JsonObject
        {
            ["Id"] = (index + 100).ToString(CultureInfo.InvariantCulture),
            ["Line1"] = $"{random.Next(1, 9999)} Main Street",
            ["City"] = Names.Cities[random.Next(Names.Cities.Length)],
            ["CountrySubDivisionCode"] = "CA",
            ["PostalCode"] = random.Next(10000, 99999).ToString(CultureInfo.InvariantCulture),
            ["Country"] = "USA",
        };
        vendor["TaxIdentifier"] = $"XXXXXX{random.Next(1000, 9999)}";
        vendor["AcctNum"] = $"A-{random.Next(100000):d6}";
        vendor["TermRef"] = new JsonObject { ["value"] = chart.Terms[random.Next(chart.Terms.Count)] };
        return vendor;
    }

    private static string Name(int index)
    {
        if (index < Names.Vendors.Length)
            return Names.Vendors[index];
        var n = index - Names.Vendors.Length;
        var first = Names.First[n % Names.First.Length];
        var trade = Names.Trade[n / Names.First.Length % Names.Trade.Length];
        var form = Names.Form[(n + n / 500) % Names.Form.Length];
        var series = n / (Names.First.Length * Names.Trade.Length);
        return series == 0 ? $"{first} {trade} {form}" : $"{first} {trade} {form} #{series + 1}";
    }
}
