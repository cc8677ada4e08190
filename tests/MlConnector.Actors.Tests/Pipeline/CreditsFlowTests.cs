using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class CreditsFlowTests
{
    private const string Invoices = "sn_apo_invoice";

    [Fact]
    public async Task A_vendor_credit_stands_as_a_credit_memo_with_its_lines_and_its_supplier()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        var credit = pipeline.Company.AddVendorCredit(vendor, new LineEntry(70m, "Oak"), new LineEntry(20m, "Nails"));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var row = pipeline.Row(Invoices, EntityType.VendorCredit, credit);
        row["invoice_type"].ShouldBe("credit_memo");
        row["invoice_amount"].ShouldBe("90.00");
        row["balance_due"].ShouldBe("90.00");
        row["state"].ShouldBe("staged");
        row["supplier"].ShouldBe(pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor)["sys_id"]);
        pipeline.Rows("sn_apo_invoice_line", $"invoice={row["sys_id"]}").Sum(l => decimal.Parse(l["amount"])).ShouldBe(90m);
    }

    [Fact]
    public async Task A_credit_that_is_used_up_follows_in_part_and_whole()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(200m));
        var credit = pipeline.Company.AddVendorCredit(vendor, new LineEntry(90m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Apply(credit, bill, 30m);
        await pipeline.PollAsync();
        pipeline.Row(Invoices, EntityType.VendorCredit, credit)["balance_due"].ShouldBe("60.00");
        pipeline.Row(Invoices, EntityType.VendorCredit, credit)["state"].ShouldBe("staged");

        pipeline.Company.Apply(credit, bill, 60m);
        await pipeline.PollAsync();
        pipeline.Row(Invoices, EntityType.VendorCredit, credit)["balance_due"].ShouldBe("0.00");
        pipeline.Row(Invoices, EntityType.VendorCredit, credit)["state"].ShouldBe("paid");
        pipeline.Row(Invoices, EntityType.Bill, bill)["balance_due"].ShouldBe("110.00");
        pipeline.Rows("sn_apo_payment").Sum(r => decimal.Parse(r["payment_amount"])).ShouldBe(90m);
    }

    [Fact]
    public async Task A_deleted_credit_is_cancelled_and_never_deleted_in_ServiceNow()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var credit = pipeline.Company.AddVendorCredit(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(90m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Delete("VendorCredit", credit);
        await pipeline.PollAsync();

        var row = pipeline.Row(Invoices, EntityType.VendorCredit, credit);
        row["state"].ShouldBe("cancelled");
        row["invoice_amount"].ShouldBe("90.00");
        (await pipeline.EntityAsync(EntityType.VendorCredit, credit)).State.Status.ShouldBe(EntityStatus.Removed);
    }
}
