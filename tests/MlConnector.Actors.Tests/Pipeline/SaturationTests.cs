using MlConnector.Domain;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>Bursts beyond the 1,000 objects that change data capture answers at most, deletions among them, and the calls that each costs.</summary>
public class SaturationTests
{
    private const string Invoices = "sn_apo_invoice";

    [Fact]
    public async Task A_burst_of_more_than_1000_in_all_is_asked_for_type_by_type()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 602);
        var company = pipeline.Company;
        var bills = company.Ids("Bill");
        var credits = Enumerable.Range(1, 402).Select(i => company.AddVendorCredit(company.Ids("Vendor")[0], new LineEntry(i))).ToList();
        await ReadAsync(pipeline);

        Edit(company, "Bill", bills.Skip(1));
        Edit(company, "VendorCredit", credits.Skip(1));
        company.Delete("Bill", bills[0]);
        company.Delete("VendorCredit", credits[0]);
        await pipeline.PollAsync();

        Edited(pipeline).ShouldBe(1002);
        pipeline.Row(Invoices, EntityType.Bill, bills[0])["state"].ShouldBe("cancelled");
        pipeline.Row(Invoices, EntityType.VendorCredit, credits[0])["state"].ShouldBe("cancelled");
        // all at once, each type alone, the lists, and each deletion to make sure
        Calls(pipeline).ShouldBe([.. Enumerable.Repeat("cdc", 7), "read", "read"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_burst_of_more_than_1000_of_one_type_is_read_by_query_and_its_deletions_are_found_by_their_ids()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 1004);
        var company = pipeline.Company;
        var bills = company.Ids("Bill");
        await ReadAsync(pipeline);

        Edit(company, "Bill", bills.Skip(3).Take(500));
        // a page begins with the second that the one before it ended in
        pipeline.Time.Ahead += TimeSpan.FromSeconds(5);
        Edit(company, "Bill", bills.Skip(503));
        foreach (var bill in bills.Take(3)) company.Delete("Bill", bill);
        await pipeline.PollAsync();

        Edited(pipeline).ShouldBe(1001);
        foreach (var bill in bills.Take(3)) pipeline.Row(Invoices, EntityType.Bill, bill)["state"].ShouldBe("cancelled");
        // all at once, each type alone, the lists; two pages and their count, two pages of ids, and each deletion to make sure
        Calls(pipeline).ShouldBe([.. Enumerable.Repeat("cdc", 7), .. Enumerable.Repeat("query", 5), "read", "read", "read"], ignoreOrder: true);
    }

    /// <summary>Everything is carried, and no overlap reports it again.</summary>
    private static async Task ReadAsync(PipelineHost pipeline)
    {
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        await pipeline.PollAsync();
        pipeline.Sandbox.Journal.Clear();
    }

    private static void Edit(QuickBooksCompany company, string type, IEnumerable<string> ids)
    {
        foreach (var id in ids) company.Edit(type, id, d => d["PrivateNote"] = "edited");
    }

    private static int Edited(PipelineHost pipeline) => pipeline.Rows(Invoices).Count(r => r["memo"] == "edited");

    private static IEnumerable<string> Calls(PipelineHost pipeline) => pipeline.Sandbox.Journal.Requests
        .Where(r => r.Kind.StartsWith("quickbooks.", StringComparison.Ordinal)).Select(r => r.Kind.Split('.')[1]);
}
