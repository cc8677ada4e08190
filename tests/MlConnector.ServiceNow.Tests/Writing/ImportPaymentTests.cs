using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

/// <summary>Payments that go to the source-to-pay tables: what they name, when they are taken, and how they are taken back.</summary>
public sealed class ImportPaymentTests
{
    private const string Payments = "sn_shop_invoice_payment_detail";
    private const string Invoices = "sn_shop_invoice";

    [Fact]
    public async Task A_payment_is_held_until_its_invoice_takes_it_while_others_of_it_land()
    {
        await using var instance = await StartAsync();
        instance.AddInvoice("25");
        instance.Sandbox.ServiceNow.ApproveInvoices();
        instance.AddInvoice("26");
        var payment = Records.Payment(("25", 80m), ("26", 20m));

        var held = (await instance.WriteAsync(payment)).ShouldBeOfType<WriteOutcome.Deferred>();
        held.Held.ShouldBeTrue();
        held.Reason.Code.ShouldBe("servicenow-not-ready");
        held.Reason.Text.ShouldContain("draft");
        instance.Sandbox.ServiceNow.Rows(Payments).ShouldHaveSingleItem()["payment_amount"].ShouldBe("80.00");

        instance.Sandbox.ServiceNow.ApproveInvoices();
        (await instance.WrittenAsync(payment)).Records.Count.ShouldBe(2);
        instance.Sandbox.ServiceNow.Rows(Payments).Sum(r => decimal.Parse(r["payment_amount"])).ShouldBe(100m);
    }

    [Fact]
    public async Task A_payment_names_its_invoice_its_supplier_and_where_to_remit_to()
    {
        await using var instance = await StartAsync();
        instance.Sandbox.ServiceNow.Update(Instance.Suppliers, instance.Supplier, ("street", "1 Main St"), ("city", "Fremont"));
        instance.AddInvoice("25");
        instance.Sandbox.ServiceNow.ApproveInvoices();

        await instance.WrittenAsync(Records.Payment(("25", 80m)));

        var staged = instance.Sandbox.ServiceNow.Rows("sn_spend_intg_imp_invoice_payment_detail").ShouldHaveSingleItem();
        foreach (var (column, value) in new Dictionary<string, string>
        {
            ["u_pd_erp_invoice"] = Records.BillId("25").ExternalKey, ["u_pd_erp_supplier"] = Records.Supplier.ExternalKey, ["u_pd_amount"] = "80.00", ["u_pd_date"] = "2026-11-07",
            ["u_pd_method"] = "cheque", ["u_pd_reference"] = "1001", ["u_pd_tp_import"] = "QBO-9130357849014096-BillPayment-118-25", ["u_pd_street"] = "1 Main St", ["u_pd_city"] = "Fremont",
        }) staged[column].ShouldBe(value, column);
    }

    [Fact]
    public async Task A_payment_whose_invoice_hides_its_state_parks_and_is_not_held_for_ever()
    {
        await using var instance = await StartAsync();
        instance.AddInvoice("25");
        instance.Sandbox.ServiceNow[Invoices].Hidden.Add("state");

        (await instance.WriteAsync(Records.Payment(("25", 80m)))).ShouldBeOfType<WriteOutcome.Refused>().Reason.Code.ShouldBe("servicenow-not-shown");
    }

    [Fact]
    public async Task What_the_dictionary_says_of_the_length_of_a_key_holds()
    {
        await using var instance = await StartAsync();
        instance.AddInvoice("25");
        instance.Sandbox.ServiceNow.ApproveInvoices();
        var column = instance.Sandbox.ServiceNow.Rows("sys_dictionary", "element=u_pd_tp_import").ShouldHaveSingleItem();
        instance.Sandbox.ServiceNow.Update("sys_dictionary", column["sys_id"], ("max_length", "30"));

        (await instance.WriteAsync(Records.Payment(("25", 80m)))).ShouldBeOfType<WriteOutcome.Refused>().Reason.Code.ShouldBe("servicenow-key-too-long");

        instance.Sandbox.ServiceNow.Rows(Payments).ShouldBeEmpty();
    }

    [Fact]
    public async Task Money_that_went_to_no_bill_has_no_place_and_is_told_of()
    {
        await using var instance = await StartAsync();
        instance.AddInvoice("25");
        instance.Sandbox.ServiceNow.ApproveInvoices();

        var written = await instance.WrittenAsync(Records.Payment(p => p["TotalAmt"] = 100m, ("25", 80m)));

        written.Records.ShouldHaveSingleItem();
        written.Note.ShouldNotBeNull().ShouldContain("ERP invoice number");
    }

    [Fact]
    public async Task What_is_marked_as_gone_keeps_the_number_and_the_reference_that_it_had()
    {
        await using var instance = await StartAsync();
        var bill = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump")));
        await instance.WrittenAsync(Records.RemovedBill(), bill.Records);
        instance.Sandbox.ServiceNow.Rows(Invoices).ShouldHaveSingleItem()["supplier_invoice_number"].ShouldBe("INV-1");

        instance.AddInvoice("26");
        instance.Sandbox.ServiceNow.ApproveInvoices();
        await instance.WrittenAsync(Records.Payment(("26", 80m)));
        await instance.WrittenAsync(Records.RemovedPayment());
        var payment = instance.Sandbox.ServiceNow.Rows(Payments).ShouldHaveSingleItem();
        (payment["payment_amount"], payment["payment_reference_id"]).ShouldBe(("0.00", "1001"));
    }

    private static Task<Instance> StartAsync() => Instance.StartAsync(c => c with { Profile = "s2p" });
}
