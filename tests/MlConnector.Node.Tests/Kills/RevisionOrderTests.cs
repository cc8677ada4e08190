using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Node.Tests.Kills;

/// <summary>QuickBooks reports revisions late, again, and in any order.</summary>
public sealed class RevisionOrderTests
{
    [Fact]
    public async Task A_stale_or_repeated_revision_changes_nothing_and_costs_no_request_even_after_a_kill()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions());
        var revisions = Revisions(stage.Company, out var bill);
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.SettleAsync();
        await stage.Node.KillAsync();

        await stage.StartAsync();
        var written = stage.Sandbox.Journal.Count("servicenow.*");
        Report(stage, revisions[0]);
        await stage.SettleAsync();
        Report(stage, revisions[2], revisions[1], revisions[2]);
        await stage.SettleAsync();

        stage.Sandbox.Journal.Count("servicenow.*").ShouldBe(written);
        stage.Invoices(bill).ShouldHaveSingleItem()["invoice_amount"].ShouldBe("30.00");
        Accepted(await stage.BillAsync(bill)).ShouldBe(["2"]);
    }

    [Fact]
    public async Task Revisions_reported_out_of_order_end_with_the_newest()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions());
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.SettleAsync();
        var revisions = Revisions(stage.Company, out var bill);

        Report(stage, revisions[1], revisions[2], revisions[0]);
        await stage.SettleAsync();

        Accepted(await stage.BillAsync(bill)).ShouldBe(["1", "2"]);
        (await stage.DifferencesAsync()).ShouldBeEmpty();
    }

    /// <summary>A bill of 10, then 20, then 30.</summary>
    private static JsonObject[] Revisions(QuickBooksCompany company, out string bill)
    {
        var id = bill = company.AddBill(company.AddVendor("Norton Lumber"), new LineEntry(10m));
        return [company.Read("Bill", id), Edit(20m), Edit(30m)];

        JsonObject Edit(decimal amount)
        {
            company.Edit("Bill", id, b => b["Line"]![0]!["Amount"] = amount);
            return company.Read("Bill", id);
        }
    }

    private static void Report(KillStage stage, params JsonObject[] bills) => stage.Sandbox.Faults.Add(new FaultRule
    {
        Path = "*/cdc*",
        Status = 200,
        ContentType = "application/json",
        Body = new JsonObject
        {
            ["CDCResponse"] = new JsonArray(new JsonObject
            {
                ["QueryResponse"] = new JsonArray(new JsonObject { ["Bill"] = new JsonArray([.. bills.Select(b => b.DeepClone())]) }),
            }),
            ["time"] = DateTimeOffset.UtcNow.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        }.ToJsonString(),
    });

    private static IEnumerable<string> Accepted(JsonObject bill) => bill["history"]!.AsArray()
        .Where(e => e!["event"]!.GetValue<string>() == "RevisionAccepted").Select(e => e!["revision"]!["syncToken"]!.ToString());
}
