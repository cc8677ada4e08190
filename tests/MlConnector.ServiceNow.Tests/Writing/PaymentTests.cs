using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

/// <summary>Sets of records: the rows of one payment, one for each bill.</summary>
public sealed class PaymentTests
{
    [Fact]
    public async Task A_payment_of_one_bill_is_one_lookup_and_one_insert()
    {
        await using var instance = await Instance.StartAsync();
        var invoice = instance.AddInvoice("25");

        var written = await instance.WrittenAsync(Records.Payment(("25", 80m)));

        written.Requests.ShouldBe(2);
        var row = Rows(instance).ShouldHaveSingleItem();
        row["sys_id"].ShouldBe(written.Records.ShouldHaveSingleItem().SysId);
        row["invoice"].ShouldBe(invoice);
        row["supplier"].ShouldBe(instance.Supplier);
        row["payment_amount"].ShouldBe("80.00");
        row["payment_method"].ShouldBe("cheque");
        row["payment_reference"].ShouldBe("1001");
        row["funding_account"].ShouldBe("Checking");
        row["state"].ShouldBe("staged");
    }

    [Fact]
    public async Task A_payment_of_thirty_bills_is_one_lookup_and_one_batch()
    {
        await using var instance = await Instance.StartAsync();
        var bills = Enumerable.Range(1, 30).Select(i => ($"{i}", (decimal)i)).ToArray();
        foreach (var (bill, _) in bills) instance.AddInvoice(bill);

        var written = await instance.WrittenAsync(Records.Payment(bills));
        var again = await instance.WrittenAsync(Records.Payment(bills), written.Records);

        written.Requests.ShouldBe(2);
        again.Requests.ShouldBe(1);
        again.Records.ShouldBe(written.Records);
        Rows(instance).Select(r => r["correlation_id"]).ShouldBe(written.Records.Select(r => r.Key), ignoreOrder: true);
    }

    [Fact]
    public async Task A_bill_that_left_the_payment_is_cancelled_once_and_comes_back_in_the_same_row()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        instance.AddInvoice("26");
        var first = await instance.WrittenAsync(Records.Payment(("25", 80m), ("26", 20m)));

        var second = await instance.WrittenAsync(Records.Payment(("25", 80m)), first.Records);
        Row(instance, "26")["state"].ShouldBe("cancelled");
        Row(instance, "26")["payment_amount"].ShouldBe("20.00");
        second.Records.ShouldBe([first.Records[0]]);
        (await instance.WrittenAsync(Records.Payment(("25", 80m)), second.Records)).Requests.ShouldBe(1);

        var third = await instance.WrittenAsync(Records.Payment(("25", 80m), ("26", 20m)), second.Records);
        third.Records.ShouldBe(first.Records);
        Row(instance, "26")["state"].ShouldBe("staged");
    }

    [Fact]
    public async Task A_void_and_a_deletion_mark_the_rows_and_leave_their_amounts()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        instance.AddInvoice("26");
        var first = await instance.WrittenAsync(Records.Payment(("25", 80m), ("26", 20m)));

        var voided = await instance.WrittenAsync(Records.VoidedPayment(), first.Records);
        Rows(instance).ShouldAllBe(r => r["state"] == "voided");
        voided.Records.ShouldBe(first.Records, ignoreOrder: true);

        await instance.WrittenAsync(Records.RemovedPayment(), voided.Records);
        Rows(instance).ShouldAllBe(r => r["state"] == "cancelled");
        Rows(instance).Sum(r => decimal.Parse(r["payment_amount"])).ShouldBe(100m);
    }

    [Fact]
    public async Task A_state_that_a_workflow_moved_on_is_left_and_a_void_counts_whatever_stands_there()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        var first = await instance.WrittenAsync(Records.Payment(("25", 80m)));
        instance.Sandbox.ServiceNow.Update(Instance.Payments, first.Records[0].SysId, ("state", "reconciled"));

        await instance.WrittenAsync(Records.Payment(p => p["PrivateNote"] = "By courier", ("25", 80m)), first.Records);
        (Row(instance, "25")["state"], Row(instance, "25")["memo"]).ShouldBe(("reconciled", "By courier"));

        await instance.WrittenAsync(Records.VoidedPayment(), first.Records);
        Row(instance, "25")["state"].ShouldBe("voided");
    }

    [Fact]
    public async Task Rows_of_a_run_whose_answer_was_lost_are_voided_without_being_known()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        instance.Fault(new FaultRule { Method = "POST", Path = "*/sn_apo_payment", AfterEffect = true, Drop = true });
        (await instance.WriteAsync(Records.Payment(("25", 80m)))).ShouldBeOfType<WriteOutcome.Deferred>();

        await instance.WrittenAsync(Records.VoidedPayment());

        Rows(instance).ShouldHaveSingleItem()["state"].ShouldBe("voided");
    }

    [Fact]
    public async Task What_was_never_there_is_not_made_to_be_voided()
    {
        await using var instance = await Instance.StartAsync();

        var written = await instance.WrittenAsync(Records.VoidedPayment());

        written.Records.ShouldBeEmpty();
        written.Note.ShouldNotBeNull();
        Rows(instance).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rows_of_other_payments_and_of_other_people_are_left_alone()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        foreach (var key in new[] { "QBO-9130357849014096-BillPayment-1180-25", "qbo-9130357849014096-billpayment-118-7", "" })
            instance.Sandbox.ServiceNow.Insert(Instance.Payments, ("correlation_id", key), ("state", "staged"));

        await instance.WrittenAsync(Records.Payment(("25", 80m)));
        await instance.WrittenAsync(Records.VoidedPayment());

        Rows(instance).Count(r => r["state"] == "staged").ShouldBe(3);
        Rows(instance).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Two_rows_with_one_key_are_named_and_none_is_touched()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        var payment = Records.Payment(("25", 80m));
        var rows = Enumerable.Range(0, 2).Select(_ => instance.Sandbox.ServiceNow.Insert(Instance.Payments, ("correlation_id", payment.Records[0].Key))).ToList();

        var refused = (await instance.WriteAsync(payment)).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Reason.Code.ShouldBe("servicenow-ambiguous");
        rows.ShouldAllBe(sysId => refused.Reason.Text.Contains(sysId));
        instance.Sandbox.Journal.Count("servicenow.table.p*").ShouldBe(0);
    }

    [Fact]
    public async Task Rows_whose_keys_were_not_stored_are_not_left_behind()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        instance.AddInvoice("26");
        instance.Sandbox.ServiceNow[Instance.Payments].Hidden.Add("correlation_id");

        var outcome = await instance.WriteAsync(Records.Payment(("25", 80m), ("26", 20m)));

        outcome.ShouldBeOfType<WriteOutcome.Refused>().Reason.Code.ShouldBe("servicenow-key-not-stored");
        Rows(instance).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("POST", "*/table/sn_apo_payment")]
    [InlineData("POST", "*/batch")]
    [InlineData("PATCH", "*/table/sn_apo_payment/*")]
    public async Task A_write_whose_answer_was_lost_ends_with_each_row_once(string method, string path)
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        instance.AddInvoice("26");
        instance.AddInvoice("27");
        var first = await instance.WrittenAsync(Records.Payment(("25", 80m)));
        var changed = path.EndsWith("batch", StringComparison.Ordinal) ? Records.Payment(("25", 80m), ("26", 20m), ("27", 5m))
            : method == "POST" ? Records.Payment(("25", 80m), ("26", 20m))
            : Records.Payment(("25", 60m));
        var rule = instance.Fault(new FaultRule { Method = method, Path = path, AfterEffect = true, Drop = true });

        (await instance.WriteAsync(changed, first.Records)).ShouldBeOfType<WriteOutcome.Deferred>();
        await instance.WrittenAsync(changed, first.Records);

        rule.Hits.ShouldBe(1);
        Rows(instance).Select(r => (r["correlation_id"], r["payment_amount"])).ShouldBe(
            changed.Records.Select(r => (r.Key, r.Fields["paymentAmount"])), ignoreOrder: true);
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(Instance instance) => instance.Sandbox.ServiceNow.Rows(Instance.Payments);

    private static IReadOnlyDictionary<string, string> Row(Instance instance, string bill) =>
        Rows(instance).Single(r => r["correlation_id"].EndsWith($"-118-{bill}", StringComparison.Ordinal));
}
