using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>What a document only refers to stands in the company's lists.</summary>
public class ReferencesFlowTests
{
    [Fact]
    public async Task A_line_of_an_item_goes_to_the_account_that_the_item_names()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (company, item) = (pipeline.Company, pipeline.Company.Ids("Item")[0]);
        var bill = company.AddBill(company.AddVendor("Norton"), new LineEntry(25m, ItemId: item), new LineEntry(5m, ItemId: item));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var lines = pipeline.Rows("sn_apo_invoice_line");
        lines.Select(l => l["item"]).ShouldBe(["Pump", "Pump"]);
        lines.Select(l => l["gl_account"]).ShouldBe(["Cost of Goods Sold", "Cost of Goods Sold"]);
        Queries(pipeline, "Item").ShouldBe(1);
        // the payable ones, and all of them for their names
        Queries(pipeline, "Account").ShouldBe(2);
        Queries(pipeline, "Class").ShouldBe(0);
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Latest!.References!.Keys.ShouldContain($"Item/{item}");
    }

    [Fact]
    public async Task Changes_of_lists_cost_no_call_and_hold_for_what_is_read_from_then_on()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (company, item) = (pipeline.Company, pipeline.Company.Ids("Item")[0]);
        var vendor = company.AddVendor("Norton");
        var before = company.AddBill(vendor, new LineEntry(25m, ItemId: item));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        // out of the overlap, and on a node that knows the lists from its journal alone
        pipeline.Time.Ahead += TimeSpan.FromHours(2);
        await pipeline.PollAsync();
        company.Edit("Item", item, i => i["ExpenseAccountRef"] = new JsonObject { ["value"] = Account(company, "Insurance") });
        company.Edit("Account", Account(company, "Insurance"), a => (a["Name"], a["FullyQualifiedName"]) = ("Insurance of stock", "Insurance of stock"));
        var after = company.AddBill(vendor, new LineEntry(30m, ItemId: item));
        await pipeline.StopNodeAsync();
        await pipeline.StartNodeAsync();
        pipeline.Sandbox.Journal.Clear();
        await pipeline.PollAsync();

        LineOf(pipeline, after)["gl_account"].ShouldBe("Insurance of stock");
        LineOf(pipeline, before)["gl_account"].ShouldBe("Cost of Goods Sold");
        pipeline.Sandbox.Journal.Requests.Count(r => r.Kind.StartsWith("quickbooks.", StringComparison.Ordinal) && r.Kind != "quickbooks.token").ShouldBe(1);

        company.Edit("Bill", before, b => b["PrivateNote"] = "looked at again");
        await pipeline.PollAsync();
        LineOf(pipeline, before)["gl_account"].ShouldBe("Insurance of stock");
    }

    [Fact]
    public async Task A_bill_that_came_before_its_new_item_is_completed_by_the_next_poll()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton");
        company.AddBill(vendor, new LineEntry(25m, ItemId: company.Ids("Item")[0]));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var item = company.Add("Item", new JsonObject
        {
            ["Name"] = "Hedge Trimmer", ["Active"] = true, ["FullyQualifiedName"] = "Hedge Trimmer", ["Type"] = "NonInventory",
            ["ExpenseAccountRef"] = new JsonObject { ["value"] = Account(company, "Insurance") },
        });
        var bill = company.AddBill(vendor, new LineEntry(30m, ItemId: item));
        var notice = new Notice(EntityType.Bill, bill, pipeline.Time.GetUtcNow(), "1", false);
        await pipeline.Connector.NotifyAsync(new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = [notice] }, default);
        await Eventually.Holds(async () => (await pipeline.Connector.EntityAsync(new EntityId(pipeline.Realm, EntityType.Bill, bill), default))?.State.Status == EntityStatus.Staged);
        LineOf(pipeline, bill)["gl_account"].ShouldBe("");

        await pipeline.PollAsync();
        LineOf(pipeline, bill)["gl_account"].ShouldBe("Insurance");
        Queries(pipeline, "Item").ShouldBe(1);
    }

    [Fact]
    public async Task A_company_that_names_no_currency_has_its_home_currency_and_ids_become_names()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var (vendor, term) = (company.AddVendor("Norton"), company.Ids("Term")[3]);
        var bill = company.AddBill(vendor, new LineEntry(25m, AccountId: Account(company, "Insurance")));
        company.Edit("Bill", bill, b => b["SalesTermRef"] = new JsonObject { ["value"] = term });
        company.Tamper("Vendor", vendor, v => v.Remove("CurrencyRef"));
        company.Tamper("Bill", bill, b =>
        {
            b.Remove("CurrencyRef");
            b["SalesTermRef"]!.AsObject().Remove("name");
            b["Line"]![0]!["AccountBasedExpenseLineDetail"]!["AccountRef"]!.AsObject().Remove("name");
        });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor)["currency"].ShouldBe("USD");
        var row = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill);
        row["currency"].ShouldBe("USD");
        row["payment_terms"].ShouldBe("Net 30");
        LineOf(pipeline, bill)["gl_account"].ShouldBe("Insurance");
    }

    [Fact]
    public async Task A_list_that_the_plan_lacks_holds_nothing_up()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        const string refusal =
            """{"Fault":{"Error":[{"Message":"Feature Not Supported Error","Detail":"The plan has no items","code":"5030"}],"type":"ValidationFault"},"time":"2026-01-01T00:00:00.000-08:00"}""";
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query*", Query = "*from Item*", Status = 400, Body = refusal });
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc*", Query = "*Item*", Status = 400, Body = refusal });
        var vendor = company.AddVendor("Norton");
        var bills = Enumerable.Range(0, 3).Select(_ => company.AddBill(vendor, new LineEntry(25m, ItemId: company.Ids("Item")[0]))).ToList();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        bills.ShouldAllBe(b => LineOf(pipeline, b)["item"] == "Pump");
        Queries(pipeline, "Item").ShouldBe(1);
    }

    private static IReadOnlyDictionary<string, string> LineOf(PipelineHost pipeline, string bill) =>
        pipeline.Rows("sn_apo_invoice_line", $"invoice={pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["sys_id"]}").ShouldHaveSingleItem();

    private static string Account(QuickBooksCompany company, string name) =>
        company.Ids("Account").Single(id => company.Read("Account", id)["Name"]!.GetValue<string>() == name);

    private static int Queries(PipelineHost pipeline, string type) =>
        pipeline.Sandbox.Journal.Requests.Count(r => r.Query.Contains($"from%20{type}%20", StringComparison.Ordinal));
}
