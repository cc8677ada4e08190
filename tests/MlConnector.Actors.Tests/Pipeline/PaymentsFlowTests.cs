using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class PaymentsFlowTests
{
    private const string Payments = "sn_apo_payment";

    [Fact]
    public async Task A_payment_of_several_bills_stands_as_a_row_for_each_with_its_invoice_and_supplier()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        string[] bills = [pipeline.Company.AddBill(vendor, new LineEntry(80m)), pipeline.Company.AddBill(vendor, new LineEntry(20m))];
        var payment = pipeline.Company.Pay(bills);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        foreach (var bill in bills)
        {
            var (row, invoice) = (Row(pipeline, payment, bill), pipeline.Row("sn_apo_invoice", EntityType.Bill, bill));
            row["invoice"].ShouldBe(invoice["sys_id"]);
            row["supplier"].ShouldBe(pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor)["sys_id"]);
            row["payment_amount"].ShouldBe(invoice["invoice_amount"]);
            row["payment_method"].ShouldBe("cheque");
            row["state"].ShouldBe("staged");
            invoice["state"].ShouldBe("paid");
        }
        pipeline.Rows(Payments).Count.ShouldBe(2);
        (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State.Status.ShouldBe(EntityStatus.Staged);
    }

    [Fact]
    public async Task A_payment_by_card_in_part_leaves_the_rest_of_the_bill_open()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Cal Telephone"), new LineEntry(80m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var payment = pipeline.Company.Pay(bill, 30m, byCard: true);
        await pipeline.PollAsync();

        Row(pipeline, payment, bill)["payment_amount"].ShouldBe("30.00");
        Row(pipeline, payment, bill)["payment_method"].ShouldBe("credit_card");
        Row(pipeline, payment, bill)["funding_account"].ShouldBe("Mastercard");
        var invoice = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill);
        invoice["balance_due"].ShouldBe("50.00");
        invoice["state"].ShouldBe("staged");
    }

    [Fact]
    public async Task A_voided_payment_marks_its_rows_and_the_bill_is_open_again()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Brosnahan"), new LineEntry(80m));
        var payment = pipeline.Company.Pay(bill);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Void("BillPayment", payment);
        await pipeline.PollAsync();

        Row(pipeline, payment, bill)["state"].ShouldBe("voided");
        Row(pipeline, payment, bill)["payment_amount"].ShouldBe("80.00");
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["balance_due"].ShouldBe("80.00");
        (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State.Status.ShouldBe(EntityStatus.Removed);
    }

    [Fact]
    public async Task A_deleted_payment_is_cancelled_and_never_deleted_in_ServiceNow()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Brosnahan"), new LineEntry(80m));
        var payment = pipeline.Company.Pay(bill);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Delete("BillPayment", payment);
        await pipeline.PollAsync();

        Row(pipeline, payment, bill)["state"].ShouldBe("cancelled");
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["state"].ShouldBe("staged");
        (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State.Status.ShouldBe(EntityStatus.Removed);
    }

    [Fact]
    public async Task A_bill_that_an_edit_drops_from_a_payment_is_cancelled_there()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        string[] bills = [pipeline.Company.AddBill(vendor, new LineEntry(80m)), pipeline.Company.AddBill(vendor, new LineEntry(20m))];
        var payment = pipeline.Company.Pay(bills);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Edit("BillPayment", payment, p =>
        {
            p["Line"]!.AsArray().RemoveAt(1);
            p["TotalAmt"] = 80m;
        });
        await pipeline.PollAsync();

        Row(pipeline, payment, bills[0])["state"].ShouldBe("staged");
        Row(pipeline, payment, bills[1])["state"].ShouldBe("cancelled");
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bills[1])["state"].ShouldBe("staged");
        (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State.Records.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_payment_that_is_reported_before_its_bill_has_the_bill_read_and_waits_for_it()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Late Bill Ltd"), new LineEntry(80m));
        var payment = pipeline.Company.Pay(bill);
        var reported = pipeline.Company.Read("BillPayment", payment).ToJsonString();
        pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "*/cdc*",
            Status = 200,
            ContentType = "application/json",
            Body = $$"""{"CDCResponse":[{"QueryResponse":[{"BillPayment":[{{reported}}]}]}],"time":"2026-03-02T04:31:00-08:00"}""",
        });

        await pipeline.PollAsync();

        Row(pipeline, payment, bill)["invoice"].ShouldBe(pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["sys_id"]);
        pipeline.Sandbox.Journal.Requests.Count(r => r.Path.Contains($"/bill/{bill}", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_payment_waits_for_its_parked_bill_and_goes_on_when_the_bill_does()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(80m));
        var payment = pipeline.Company.Pay(bill);
        pipeline.Company.Tamper("Bill", bill, b => b["TotalAmt"] = 81m);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status.ShouldBe(EntityStatus.Parked);
        var waiting = (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State;
        waiting.Status.ShouldBe(EntityStatus.Pending);
        waiting.Reason!.Code.ShouldBe("waits-for-record");

        pipeline.Company.Tamper("Bill", bill, b => b["TotalAmt"] = 80m);
        await pipeline.PollAsync();
        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State.Status == EntityStatus.Staged);
        Row(pipeline, payment, bill)["payment_amount"].ShouldBe("80.00");
    }

    [Fact]
    public async Task A_credit_used_up_on_a_bill_takes_its_amount_off_and_names_no_account()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(80m));
        var credit = pipeline.Company.AddVendorCredit(vendor, new LineEntry(30m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var payment = pipeline.Company.Apply(credit, bill, 30m);
        await pipeline.PollAsync();

        pipeline.Rows(Payments).ShouldHaveSingleItem();
        Row(pipeline, payment, bill)["payment_amount"].ShouldBe("30.00");
        Row(pipeline, payment, bill)["funding_account"].ShouldBe("");
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["balance_due"].ShouldBe("50.00");
        (await pipeline.EntityAsync(EntityType.VendorCredit, credit)).State.Status.ShouldBe(EntityStatus.Staged);
    }

    [Theory]
    [InlineData("POST", "*/table/sn_apo_payment")]
    [InlineData("POST", "*/batch")]
    public async Task A_payment_whose_answer_was_lost_is_not_made_twice(string method, string path)
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Cal Telephone");
        string[] bills = [.. Enumerable.Range(1, path.EndsWith("batch", StringComparison.Ordinal) ? 3 : 1).Select(_ => pipeline.Company.AddBill(vendor, new LineEntry(50m)))];
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var rule = pipeline.Sandbox.Faults.Add(new FaultRule { Method = method, Path = path, AfterEffect = true, Drop = true });
        pipeline.Company.Pay(bills);
        await pipeline.PollAsync();
        rule.Hits.ShouldBe(1);
        pipeline.Rows(Payments).Count.ShouldBe(bills.Length);
    }

    private static IReadOnlyDictionary<string, string> Row(PipelineHost pipeline, string payment, string bill) =>
        pipeline.Row(Payments, EntityType.BillPayment, $"{payment}-{bill}");
}
