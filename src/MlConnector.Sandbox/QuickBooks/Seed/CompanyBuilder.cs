using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks.Seed;

/// <summary>Enters a company's history in the order of time, through the same books that everybody uses.</summary>
internal static class CompanyBuilder
{
    public static QuickBooksCompany Build(CompanySeed seed, TimeProvider time)
    {
        var random = new Random(seed.Seed);
        var now = time.GetUtcNow();
        var start = now - seed.History;
        var company = new QuickBooksCompany(seed.RealmId, seed.Name, time);
        ChartOfAccounts chart = null!;
        var vendors = new List<(string Id, string Currency)>();
        company.At(start, () =>
        {
            CompanyProfile.Write(company, seed);
            chart = ChartOfAccounts.Open(company);
            for (var i = 0; i < seed.Vendors; i++)
            {
                var vendor = VendorSeed.Make(random, i, seed, chart);
                vendors.Add((company.Add("Vendor", vendor), vendor["CurrencyRef"]!["value"]!.GetValue<string>()));
            }
        });

        // Bills come evenly over the history; each payment settles one that is open by then, in whole or in part.
        var open = new Queue<string>();
        var step = (seed.History - TimeSpan.FromHours(2)) / Math.Max(1, seed.Bills);
        var (payments, credits, entries) = (0, 0, 0);
        for (var i = 0; i < seed.Bills; i++)
        {
            var at = start + TimeSpan.FromHours(1) + step * i;
            var (vendorId, currency) = vendors[random.Next(vendors.Count)];
            company.At(at, () =>
            {
                var bill = Sample(i, vendors, chart) ?? BillSeed.Make(random, i, vendorId, currency, PacificTime.Date(at), chart);
                open.Enqueue(company.Add("Bill", bill));
                for (; payments < Share(seed.Payments, i, seed.Bills) && open.TryDequeue(out var due); payments++)
                    Pay(company, random, chart, due, payments);
                for (; credits < Share(seed.VendorCredits, i, seed.Bills); credits++)
                {
                    company.Add("VendorCredit", credits == 0 && vendors.Count > 2
                        ? Of(vendors[2].Id, SampleDocuments.Make(SampleDocuments.Credit, chart))
                        : BillSeed.MakeCredit(random, vendorId, currency, PacificTime.Date(at), chart));
                }


                for (; entries < Share(seed.JournalEntries, i, seed.Bills); entries++)
                {
                    var named = vendors[random.Next(vendors.Count)].Id;
                    company.Add("JournalEntry", entries == 1 ? SampleDocuments.Make(SampleDocuments.Entry, chart) : Journal(random, chart, named, entries));
                }
            });
        }

        return company;
    }

    /// <summary>The first bills are the real ones, when their vendors are there.</summary>
    private static JsonObject? Sample(int index, List<(string Id, string Currency)> vendors, ChartOfAccounts chart) =>
        index < SampleDocuments.Bills.Count && SampleDocuments.Bills[index] is var (vendor, json) && vendor < vendors.Count
            ? Of(vendors[vendor].Id, SampleDocuments.Make(json, chart))
            : null;

    private static JsonObject Of(string vendorId, JsonObject document)
    {
        document["VendorRef"] = new JsonObject { ["value"] = vendorId };
        return document;
    }

    private static long Share(int total, int done, int of) => (long)total * (done + 1) / of;

    private static void Pay(QuickBooksCompany company, Random random, ChartOfAccounts chart, string billId, int number)
    {
        var bill = company.Read("Bill", billId);
        var open = bill["Balance"]!.GetValue<decimal>();
        var amount = number % 7 == 3 ? decimal.Round(open / 2, 2) : open;
        var byCard = random.Next(4) == 0;
        var payment = new JsonObject
        {
            ["DocNumber"] = (1000 + number).ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["VendorRef"] = bill["VendorRef"]!.DeepClone(),
            ["APAccountRef"] = bill["APAccountRef"]!.DeepClone(),
            ["CurrencyRef"] = bill["CurrencyRef"]!.DeepClone(),
            ["TotalAmt"] = amount,
            ["PayType"] = byCard ? "CreditCard" : "Check",
            ["Line"] = new JsonArray(new JsonObject
            {
                ["Amount"] = amount,
                ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = billId, ["TxnType"] = "Bill" }),
            }),
        };
        if (bill["ExchangeRate"] is { } rate)
            payment["ExchangeRate"] = rate.GetValue<decimal>() + 0.01m;
        if (byCard)
            payment["CreditCardPayment"] = new JsonObject { ["CCAccountRef"] = new JsonObject { ["name"] = "Mastercard", ["value"] = chart.Card } };
        else
            payment["CheckPayment"] = new JsonObject { ["PrintStatus"] = "NeedToPrint", ["BankAccountRef"] = new JsonObject { ["name"] = "Checking", ["value"] = chart.Checking } };
        company.Add("BillPayment", payment);
    }

    /// <summary>Every second entry touches accounts payable; the others are of no concern to it.</summary>
    private static JsonObject Journal(Random random, ChartOfAccounts chart, string vendorId, int number)
    {
        var amount = random.Next(1000, 100000) / 100m;
        var credit = new JsonObject
        {
            ["PostingType"] = "Credit",
            ["AccountRef"] = new JsonObject { ["value"] = number % 2 == 0 ? chart.Payable : chart.Notes },
            ["Entity"] = new JsonObject { ["Type"] = "Vendor", ["EntityRef"] = new JsonObject { ["value"] = vendorId } },
        };
        var debit = new JsonObject
        {
            ["PostingType"] = "Debit",
            ["AccountRef"] = new JsonObject { ["value"] = chart.Expenses[random.Next(chart.Expenses.Count)] },
        };
        return new JsonObject
        {
            ["DocNumber"] = $"JE-{number + 1}",
            ["Line"] = new JsonArray(
                new JsonObject { ["Description"] = "Four sprinkler heads damaged", ["JournalEntryLineDetail"] = debit, ["DetailType"] = "JournalEntryLineDetail", ["Amount"] = amount },
                new JsonObject { ["JournalEntryLineDetail"] = credit, ["DetailType"] = "JournalEntryLineDetail", ["Amount"] = amount, ["Description"] = "Inventory adjustment" }),
        };
    }
}
