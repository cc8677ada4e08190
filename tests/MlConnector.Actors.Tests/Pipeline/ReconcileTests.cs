using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Reconciliation;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class ReconcileTests
{
    [Fact]
    public async Task Sides_that_agree_say_so_type_by_type_and_vendor_by_vendor()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 12);
        var (company, vendor) = (pipeline.Company, pipeline.Company.Ids("Vendor")[0]);
        var bill = company.AddBill(vendor, new LineEntry(80m), new LineEntry(20m));
        company.AddVendorCredit(vendor, new LineEntry(10m));
        company.Pay(bill, 40m);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var before = await CallsAsync(pipeline);

        var report = await ReconcileAsync(pipeline);

        report.Differences.ShouldBeEmpty();
        report.Agrees.ShouldBeTrue();
        Figure(report, EntityType.Bill, "invoices").QuickBooks.ShouldBe(13);
        Figure(report, EntityType.Bill, "amount").QuickBooks.ShouldBe(company.Ids("Bill").Sum(id => company.Read("Bill", id)["TotalAmt"]!.GetValue<decimal>()));
        Figure(report, EntityType.BillPayment, "amount").ServiceNow.ShouldBe(40m);
        report.OpenPayables.Single(p => p.Vendor.Id == vendor).ServiceNow.ShouldBe(
            company.Ids("Bill").Select(id => company.Read("Bill", id)).Where(b => b["VendorRef"]!["value"]!.GetValue<string>() == vendor).Sum(b => b["Balance"]!.GetValue<decimal>()) - 10m);
        // a page of each type, counted like every other call
        report.QuickBooksCalls.ShouldBe(5);
        (await CallsAsync(pipeline) - before).ShouldBe(5);
    }

    [Fact]
    public async Task Every_record_that_somebody_changed_removed_or_added_is_named_and_not_explained_away()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        var bills = Enumerable.Range(1, 4).Select(i => pipeline.Company.AddBill(vendor, new LineEntry(i))).ToList();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var serviceNow = pipeline.Sandbox.ServiceNow;
        var rows = bills.Select(b => pipeline.Row("sn_apo_invoice", EntityType.Bill, b)["sys_id"]).ToList();
        serviceNow.Update("sn_apo_invoice", rows[0], ("balance_due", "0.99"));
        serviceNow.Delete("sn_apo_invoice", rows[1]);
        var twin = pipeline.Row("sn_apo_invoice", EntityType.Bill, bills[2]);
        serviceNow.Insert("sn_apo_invoice", [.. new[] { "correlation_id", "supplier", "currency", "invoice_amount", "balance_due", "tax_amount", "state" }.Select(c => (c, twin[c]))]);
        serviceNow.Delete("sn_apo_invoice_line", serviceNow.Rows("sn_apo_invoice_line", $"invoice={rows[3]}")[0]["sys_id"]);

        var report = await ReconcileAsync(pipeline);

        report.Agrees.ShouldBeFalse();
        report.Differences.Select(d => (d.Entity.Id, d.What)).ShouldBe(
            [
                (bills[0], DifferenceKind.Balance), (bills[1], DifferenceKind.Missing), (bills[1], DifferenceKind.Stray), (bills[2], DifferenceKind.Doubled), (bills[3], DifferenceKind.Missing),
            ],
            ignoreOrder: true);
        report.Differences.ShouldAllBe(d => d.Explanation == null);
        var owed = report.OpenPayables.Where(p => !p.Agrees).Single(p => p.Vendor.Id == vendor);
        (owed.QuickBooks, owed.ServiceNow).ShouldBe((10m, 0.99m + 3m + 3m + 4m));
    }

    [Fact]
    public async Task What_waits_here_or_was_not_read_yet_is_explained()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        var good = pipeline.Company.AddBill(vendor, new LineEntry(1m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var parked = pipeline.Company.AddBill(vendor, new LineEntry(2m));
        pipeline.Company.Tamper("Bill", parked, b => b["TotalAmt"] = 3m);
        await pipeline.PollAsync();
        var unread = pipeline.Company.AddBill(vendor, new LineEntry(4m));
        pipeline.Company.Edit("Bill", good, b => b["Line"]![0]!["Amount"] = 5m);

        var report = await ReconcileAsync(pipeline);

        report.Agrees.ShouldBeFalse();
        report.Differences.ShouldAllBe(d => d.Explanation != null);
        var why = report.Differences.DistinctBy(d => d.Entity.Id).ToDictionary(d => d.Entity.Id, d => d.Explanation!);
        why[parked].State.ShouldBe(EntityStatus.Parked);
        why[parked].NextStep.ShouldNotBeNullOrEmpty();
        why[unread].State.ShouldBe(EntityStatus.Unknown);
        why[good].Text.ShouldContain("was not read since");
        report.Figures.Single(f => f is { Type: EntityType.Bill, Name: "amount" }).QuickBooks.ShouldBe(3m + 4m + 5m);
    }

    [Fact]
    public async Task A_side_that_cannot_be_read_is_told_with_its_reason_and_nothing_is_compared()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.ServiceNow["sn_apo_invoice"].Denied.Add("read");

        var reply = (await pipeline.Connector.ReconcileAsync(pipeline.Realm, default)).ShouldNotBeNull();

        reply.Report.ShouldBeNull();
        reply.Reason!.Code.ShouldBe("servicenow-forbidden");
        (await pipeline.Connector.ReconcileAsync(RealmId.Parse("404"), default)).ShouldBeNull();
    }

    [Fact]
    public async Task More_rows_than_a_page_holds_are_all_compared()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 0);
        pipeline.Company.AddBill(pipeline.Company.Ids("Vendor")[0], [.. Enumerable.Range(1, 1200).Select(i => new LineEntry(1m))]);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var report = await ReconcileAsync(pipeline);

        report.Agrees.ShouldBeTrue();
        Figure(report, EntityType.Bill, "lines").ServiceNow.ShouldBe(1200);
    }

    private static async Task<ReconciliationReport> ReconcileAsync(PipelineHost pipeline)
    {
        var reply = (await pipeline.Connector.ReconcileAsync(pipeline.Realm, default)).ShouldNotBeNull();
        return reply.Report ?? throw new Xunit.Sdk.XunitException($"Not compared: {reply.Reason}");
    }

    private static async Task<int> CallsAsync(PipelineHost pipeline) => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State.Calls.QuickBooks;

    private static Figure Figure(ReconciliationReport report, EntityType type, string name) => report.Figures.Single(f => f.Type == type && f.Name == name);
}
