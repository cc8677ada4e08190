using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox.QuickBooks;
using Tests.Shared;

namespace MlConnector.Actors.Tests.Pipeline;

public class BillsFlowTests
{
    [Fact]
    public async Task A_new_bill_stands_in_ServiceNow_with_its_lines_and_its_supplier()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton \"Lumber\" & Söhne");
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(80m, "Oak"), new LineEntry(23.55m, "Nails"));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var supplier = pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor);
        supplier["name"].ShouldBe("Norton \"Lumber\" & Söhne");
        var invoice = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill);
        invoice["supplier"].ShouldBe(supplier["sys_id"]);
        invoice["invoice_amount"].ShouldBe("103.55");
        invoice["state"].ShouldBe("staged");
        var lines = pipeline.Rows("sn_apo_invoice_line", $"invoice={invoice["sys_id"]}");
        lines.Select(l => decimal.Parse(l["amount"])).Order().ShouldBe([23.55m, 80m]);
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status.ShouldBe(EntityStatus.Staged);
    }

    [Fact]
    public async Task An_edit_changes_the_rows_that_are_there_and_a_line_that_left_goes()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Books by Bessie");
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(80m, "Oak"), new LineEntry(20m, "Nails"));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var before = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["sys_id"];

        pipeline.Company.Edit("Bill", bill, b => b["Line"]!.AsArray().RemoveAt(1));
        await pipeline.PollAsync();

        var invoice = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill);
        invoice["sys_id"].ShouldBe(before);
        invoice["invoice_amount"].ShouldBe("80.00");
        pipeline.Rows("sn_apo_invoice_line", $"invoice={before}").ShouldHaveSingleItem()["description"].ShouldBe("Oak");
    }

    [Fact]
    public async Task A_poll_that_brings_nothing_new_costs_ServiceNow_no_request()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 10);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.Journal.Clear();
        await pipeline.PollAsync();
        pipeline.Sandbox.Journal.Requests.ShouldNotContain(r => r.Path.StartsWith("/servicenow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deleted_bill_is_cancelled_and_never_deleted_in_ServiceNow()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Brosnahan Insurance"), new LineEntry(241.23m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Company.Delete("Bill", bill);
        await pipeline.PollAsync();
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["state"].ShouldBe("cancelled");
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status.ShouldBe(EntityStatus.Removed);

        // the overlap reports it again; it was confirmed once
        pipeline.Sandbox.Journal.Clear();
        await pipeline.PollAsync();
        pipeline.Sandbox.Journal.Requests.ShouldNotContain(r => r.Path.Contains("/bill/", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_first_reading_takes_over_the_whole_company()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 40, bills: 300);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Rows("sn_apo_invoice").Count.ShouldBe(300);
        pipeline.Rows("sn_fin_supplier").Count.ShouldBe(pipeline.Company.Ids("Vendor").Count);
        var counts = (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.Counts;
        counts[EntityStatus.Staged].ShouldBe(300 + pipeline.Company.Ids("Vendor").Count);
        counts.Keys.ShouldBe([EntityStatus.Staged]);
    }

    [Fact]
    public async Task What_was_taken_over_when_the_node_stopped_goes_on_when_it_starts() => await StopInAnOutageAndStartAsync(null);

    [PostgresFact]
    public async Task On_PostgreSQL_what_was_taken_over_when_the_node_stopped_goes_on_when_it_starts() =>
        await StopInAnOutageAndStartAsync(PostgresCluster.NewDatabase());

    private static async Task StopInAnOutageAndStartAsync(string? postgres)
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 5, bills: 40, postgres);
        pipeline.Sandbox.ServiceNow.Settings.Asleep = true;
        await pipeline.ConnectAsync();
        await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.FromSeconds(2), default);
        await pipeline.StopNodeAsync();
        pipeline.Sandbox.ServiceNow.Settings.Asleep = false;
        await pipeline.StartNodeAsync();
        await pipeline.PollAsync();
        pipeline.Rows("sn_apo_invoice").Select(r => r["correlation_id"]).Distinct().Count().ShouldBe(40);
        pipeline.Rows("sn_apo_invoice").Count.ShouldBe(40);
    }
}
