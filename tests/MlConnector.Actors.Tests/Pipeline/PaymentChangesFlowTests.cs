using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>What happens to a payment's rows when the payment or what it pays changes.</summary>
public class PaymentChangesFlowTests
{
    private const string Payments = "sn_apo_payment";
    private const string Invoices = "sn_apo_invoice";

    [Fact]
    public async Task A_payment_moved_from_one_bill_to_another_cancels_the_one_row_and_makes_the_other()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        string[] bills = [pipeline.Company.AddBill(vendor, new LineEntry(80m)), pipeline.Company.AddBill(vendor, new LineEntry(80m))];
        var payment = pipeline.Company.Pay(bills[0]);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Edit("BillPayment", payment, p => p["Line"]![0]!["LinkedTxn"]![0]!["TxnId"] = bills[1]);
        await pipeline.PollAsync();

        Row(pipeline, payment, bills[0])["state"].ShouldBe("cancelled");
        var row = Row(pipeline, payment, bills[1]);
        (row["state"], row["payment_amount"]).ShouldBe(("staged", "80.00"));
        row["invoice"].ShouldBe(Invoice(pipeline, bills[1])["sys_id"]);
        (Invoice(pipeline, bills[0])["state"], Invoice(pipeline, bills[0])["balance_due"]).ShouldBe(("staged", "80.00"));
        (Invoice(pipeline, bills[1])["state"], Invoice(pipeline, bills[1])["balance_due"]).ShouldBe(("paid", "0.00"));
    }

    [Fact]
    public async Task What_was_paid_too_much_stands_for_itself_until_it_is_applied()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        string[] bills = [pipeline.Company.AddBill(vendor, new LineEntry(80m)), pipeline.Company.AddBill(vendor, new LineEntry(20m))];
        var payment = pipeline.Company.Pay(bills[0]);
        pipeline.Company.Edit("BillPayment", payment, p => p["TotalAmt"] = 100m);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var unapplied = Row(pipeline, payment, "unapplied");
        (unapplied["payment_amount"], unapplied["invoice"], unapplied["state"]).ShouldBe(("20.00", "", "staged"));
        unapplied["supplier"].ShouldBe(pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor)["sys_id"]);

        pipeline.Company.Edit("BillPayment", payment, p => p["Line"]!.AsArray().Add(Applied(bills[1], 20m)));
        await pipeline.PollAsync();

        Row(pipeline, payment, "unapplied")["state"].ShouldBe("cancelled");
        Row(pipeline, payment, bills[1])["payment_amount"].ShouldBe("20.00");
        Staged(pipeline).Sum(r => decimal.Parse(r["payment_amount"])).ShouldBe(100m);
    }

    [Fact]
    public async Task A_bill_that_is_deleted_while_its_payment_waits_parks_the_payment_until_it_is_corrected()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        string[] bills = [pipeline.Company.AddBill(vendor, new LineEntry(80m)), pipeline.Company.AddBill(vendor, new LineEntry(80m))];
        var payment = pipeline.Company.Pay(bills[0]);
        pipeline.Company.Tamper("Bill", bills[0], b => b["TotalAmt"] = 81m);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State.Reason!.Code.ShouldBe("waits-for-record");

        pipeline.Company.Edit("BillPayment", payment, p => p["Line"]![0]!["LinkedTxn"]![0]!["TxnId"] = bills[1]);
        pipeline.Company.Delete("Bill", bills[0]);
        // the payment still names the deleted bill, as a reader sees it between the two
        pipeline.Company.Tamper("BillPayment", payment, p => p["Line"]![0]!["LinkedTxn"]![0]!["TxnId"] = bills[0]);
        await pipeline.PollAsync();
        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State is { Status: EntityStatus.Parked, Reason.Code: "not-at-source" });
        (await pipeline.EntityAsync(EntityType.Bill, bills[0])).State.Status.ShouldBe(EntityStatus.Removed);

        pipeline.Company.Tamper("BillPayment", payment, p => p["Line"]![0]!["LinkedTxn"]![0]!["TxnId"] = bills[1]);
        await pipeline.PollAsync();

        Row(pipeline, payment, bills[1])["invoice"].ShouldBe(Invoice(pipeline, bills[1])["sys_id"]);
        pipeline.Rows(Payments).ShouldHaveSingleItem();
        pipeline.Rows(Invoices).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_payment_row_bears_the_rate_of_its_bill_also_when_that_changes_and_not_that_of_the_money()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.Add("Vendor", new JsonObject { ["DisplayName"] = "Söhne GmbH", ["CurrencyRef"] = new JsonObject { ["value"] = "EUR", ["name"] = "Euro" } });
        string[] bills = [Foreign(1.05m), Foreign(1.1m)];
        var payment = pipeline.Company.Pay(bills);
        pipeline.Company.Edit("BillPayment", payment, p => p["ExchangeRate"] = 1.25m);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        Row(pipeline, payment, bills[0])["exchange_rate"].ShouldBe("1.05");
        Row(pipeline, payment, bills[1])["exchange_rate"].ShouldBe("1.1");
        foreach (var bill in bills) Row(pipeline, payment, bill)["exchange_rate"].ShouldBe(Invoice(pipeline, bill)["exchange_rate"]);
        Row(pipeline, payment, bills[0])["currency"].ShouldBe("EUR");

        pipeline.Company.Edit("Bill", bills[1], b => b["ExchangeRate"] = 1.2m);
        await pipeline.PollAsync();
        await Eventually.Holds(() => Row(pipeline, payment, bills[1])["exchange_rate"] == "1.2");
        Row(pipeline, payment, bills[0])["exchange_rate"].ShouldBe("1.05");

        string Foreign(decimal rate)
        {
            var bill = pipeline.Company.AddBill(vendor, new LineEntry(80m));
            pipeline.Company.Edit("Bill", bill, b => b["ExchangeRate"] = rate);
            return bill;
        }
    }

    [Fact]
    public async Task A_bill_whose_vendor_changes_refers_to_the_other_supplier()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(80m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var before = Invoice(pipeline, bill);

        var other = pipeline.Company.AddVendor("Brosnahan");
        pipeline.Company.Edit("Bill", bill, b => b["VendorRef"] = new JsonObject { ["value"] = other });
        await pipeline.PollAsync();

        Invoice(pipeline, bill)["sys_id"].ShouldBe(before["sys_id"]);
        Invoice(pipeline, bill)["supplier"].ShouldBe(pipeline.Row("sn_fin_supplier", EntityType.Vendor, other)["sys_id"]);
        Invoice(pipeline, bill)["supplier"].ShouldNotBe(before["supplier"]);
    }

    [Fact]
    public async Task A_vendor_made_inactive_keeps_its_name_and_its_bills()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(80m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Inactivate("Vendor", vendor);
        pipeline.Company.Edit("Bill", bill, b => b["PrivateNote"] = "Last one");
        await pipeline.PollAsync();

        var supplier = pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor);
        (supplier["active"], supplier["name"]).ShouldBe(("false", "Norton Lumber"));
        (Invoice(pipeline, bill)["memo"], Invoice(pipeline, bill)["supplier"]).ShouldBe(("Last one", supplier["sys_id"]));
    }

    private static IEnumerable<IReadOnlyDictionary<string, string>> Staged(PipelineHost pipeline) => pipeline.Rows(Payments).Where(r => r["state"] == "staged");

    private static IReadOnlyDictionary<string, string> Row(PipelineHost pipeline, string payment, string bill) =>
        pipeline.Row(Payments, EntityType.BillPayment, $"{payment}-{bill}");

    private static IReadOnlyDictionary<string, string> Invoice(PipelineHost pipeline, string bill) => pipeline.Row(Invoices, EntityType.Bill, bill);

    private static JsonNode Applied(string bill, decimal amount) => new JsonObject
    {
        ["Amount"] = amount,
        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = bill, ["TxnType"] = "Bill" }),
    };
}
