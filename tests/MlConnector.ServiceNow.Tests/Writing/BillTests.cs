using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

public sealed class BillTests
{
    [Fact]
    public async Task A_new_bill_of_two_lines_costs_three_requests()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Fountain pump"), ("2", 125.5m, "Rock fountain"));

        var written = await instance.WrittenAsync(bill);

        instance.ShouldHoldExactly(bill);
        instance.Requests.ShouldBe(3);
        written.Requests.ShouldBe(3);
        written.Note.ShouldBeNull();
        written.Records.Select(r => r.Key).ShouldBe([bill.Key, bill.Lines[0].Key, bill.Lines[1].Key]);
        written.Records[0].SysId.ShouldBe(instance.Invoice()["sys_id"]);
    }

    [Fact]
    public async Task Every_field_stands_in_its_column()
    {
        await using var instance = await Instance.StartAsync();

        await instance.WrittenAsync(Records.Bill(b => b["SalesTermRef"] = new System.Text.Json.Nodes.JsonObject { ["value"] = "3", ["name"] = "Net 15" }, ("1", 80m, "Pump")));

        var invoice = instance.Invoice();
        foreach (var (column, value) in new Dictionary<string, string>
        {
            ["supplier"] = instance.Supplier, ["supplier_invoice_number"] = "INV-1", ["invoice_type"] = "invoice", ["invoice_date"] = "2026-11-06",
            ["due_date"] = "2026-12-06", ["currency"] = "USD", ["exchange_rate"] = "", ["invoice_amount"] = "80.00", ["balance_due"] = "80.00", ["subtotal"] = "80.00",
            ["tax_amount"] = "0.00", ["state"] = "staged", ["payment_terms"] = "Net 15", ["source_system"] = "QuickBooks Online", ["source_sync_token"] = "2",
            ["source_updated_on"] = "2026-11-06 18:11:11",
        }) invoice[column].ShouldBe(value, column);
        var line = instance.LineRows().ShouldHaveSingleItem();
        line["line_number"].ShouldBe("1");
        line["gl_account"].ShouldBe("Job Expenses");
        line["billable"].ShouldBe("false");
        line["invoice"].ShouldBe(invoice["sys_id"]);
    }

    [Fact]
    public async Task What_stands_there_already_is_read_and_not_written()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.Journal.Clear();

        var again = await instance.WrittenAsync(bill, first.Records);

        again.Records.ShouldBe(first.Records);
        instance.Sandbox.Journal.Count("servicenow.table.get").ShouldBe(2);
        instance.Requests.ShouldBe(2);
    }

    [Fact]
    public async Task Lines_are_added_changed_and_removed_with_their_bill()
    {
        await using var instance = await Instance.StartAsync();
        var first = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip")));
        var changed = Records.Bill(("1", 80m, "Pump"), ("3", 7.25m, "Clips"), ("4", 1m, "Tape"));

        var second = await instance.WrittenAsync(changed, first.Records);

        instance.ShouldHoldExactly(changed);
        second.Records.Count.ShouldBe(4);
        instance.LineRows()[0]["sys_mod_count"].ShouldBe("0");
    }

    [Fact]
    public async Task Only_columns_that_differ_are_sent()
    {
        await using var instance = await Instance.StartAsync();
        var first = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump")));
        instance.Sandbox.ServiceNow.Update(Instance.Invoices, first.Records[0].SysId, ("approval_state", "approved"), ("invoice_amount", "80.0"));

        await instance.WrittenAsync(Records.Bill(b => b["DueDate"] = "2026-12-31", ("1", 80m, "Pump")), first.Records);

        var invoice = instance.Invoice();
        invoice["due_date"].ShouldBe("2026-12-31");
        invoice["approval_state"].ShouldBe("approved");
        // equal as a number, so left as the instance writes it
        invoice["invoice_amount"].ShouldBe("80.0");
    }

    [Fact]
    public async Task A_state_that_a_workflow_moved_on_is_left_until_the_source_says_otherwise()
    {
        await using var instance = await Instance.StartAsync();
        var first = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump")));
        Move("approved");

        await instance.WrittenAsync(Records.Bill(b => b["DueDate"] = "2026-12-31", ("1", 80m, "Pump")), first.Records);
        instance.Invoice()["state"].ShouldBe("approved");
        instance.Invoice()["due_date"].ShouldBe("2026-12-31");

        await instance.WrittenAsync(Records.Bill(b => b["Balance"] = 0m, ("1", 80m, "Pump")), first.Records);
        instance.Invoice()["state"].ShouldBe("paid");

        await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump")), first.Records);
        instance.Invoice()["state"].ShouldBe("staged");

        Move("approved");
        await instance.WrittenAsync(Records.RemovedBill(), first.Records);
        instance.Invoice()["state"].ShouldBe("cancelled");

        void Move(string state) => instance.Sandbox.ServiceNow.Update(Instance.Invoices, first.Records[0].SysId, ("state", state));
    }

    [Fact]
    public async Task What_was_cleared_in_QuickBooks_is_cleared()
    {
        await using var instance = await Instance.StartAsync();
        var first = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump")));

        await instance.WrittenAsync(Records.Bill(b => b.Remove("DocNumber"), ("1", 80m, "Pump")), first.Records);

        instance.Invoice()["supplier_invoice_number"].ShouldBe("");
    }

    [Fact]
    public async Task Ten_thousand_lines_are_written_and_compared()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill([.. Enumerable.Range(1, 10_000).Select(i => ($"{i}", 0.01m, $"Part {i}"))]);

        var first = await instance.WrittenAsync(bill);
        instance.ShouldHoldExactly(bill);
        instance.Sandbox.Journal.Clear();
        var again = await instance.WrittenAsync(bill, first.Records);

        first.Records.Count.ShouldBe(10_001);
        first.Requests.ShouldBe(102);
        again.Records.ShouldBe(first.Records);
        instance.Sandbox.Journal.Counts.Keys.ShouldBe(["servicenow.table.get"]);
    }

    [Fact]
    public async Task Quotes_conditions_emoji_and_4000_characters_arrive_unchanged()
    {
        await using var instance = await Instance.StartAsync();
        const string evil = "O'Brien \"& Söhne\"^NQactive=true^ORsys_idISNOTEMPTY, javascript:gs.getUserID() 🧾🚚";
        var text = evil + new string('é', 4000 - evil.Length);
        var bill = Records.Bill(
            b =>
            {
                b["PrivateNote"] = text;
                b["DocNumber"] = "^NQstate=staged";
                b["Line"]![0]!["Id"] = "1^NQsys_idISNOTEMPTY";
            },
            ("1", 80m, text));

        var first = await instance.WrittenAsync(bill);
        await instance.WrittenAsync(bill);
        await instance.WrittenAsync(bill, first.Records);

        instance.Invoice()["memo"].ShouldBe(text);
        instance.Invoice()["supplier_invoice_number"].ShouldBe("^NQstate=staged");
        instance.LineRows().ShouldHaveSingleItem()["description"].ShouldBe(text);
    }

    [Fact]
    public async Task A_removed_bill_is_marked_and_keeps_its_amounts_and_lines()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);

        var removed = await instance.WrittenAsync(Records.RemovedBill(), first.Records);

        instance.Invoice()["state"].ShouldBe("cancelled");
        instance.ShouldHoldExactly(bill);
        removed.Records.ShouldBe(first.Records);
    }

    [Fact]
    public async Task A_bill_that_was_never_there_is_not_made_to_be_removed()
    {
        await using var instance = await Instance.StartAsync();

        var removed = await instance.WrittenAsync(Records.RemovedBill());

        removed.Records.ShouldBeEmpty();
        instance.Sandbox.ServiceNow.Rows(Instance.Invoices).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_vendor_is_one_lookup_and_one_insert()
    {
        await using var instance = await Instance.StartAsync();

        var written = await instance.WrittenAsync(Records.Vendor());

        written.Requests.ShouldBe(2);
        var row = instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "correlation_idISNOTEMPTY").ShouldHaveSingleItem();
        row["name"].ShouldBe("Norton Lumber");
        row["active"].ShouldBe("true");
    }

    [Fact]
    public async Task Tables_can_have_other_names()
    {
        await using var instance = await Instance.StartAsync(c => c with { Tables = new Dictionary<string, string> { ["supplier"] = "u_suppliers" } });
        instance.Sandbox.ServiceNow.Install("u_suppliers", "Suppliers", "name", [.. instance.Sandbox.ServiceNow[Instance.Suppliers].Columns.Where(c => !c.IsSystem)]);

        var written = await instance.WrittenAsync(Records.Vendor());

        written.Records.ShouldHaveSingleItem().Table.ShouldBe("u_suppliers");
        instance.Sandbox.ServiceNow.Rows("u_suppliers").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_text_that_the_column_cuts_is_written_with_a_note()
    {
        await using var instance = await Instance.StartAsync();
        var name = new string('n', 254) + "🧾 and more";

        var written = await instance.WrittenAsync(Records.Vendor(change: v => v["DisplayName"] = name));

        written.Note.ShouldNotBeNull().ShouldContain("sn_fin_supplier.name");
    }

    [Fact]
    public async Task A_record_that_the_profile_has_no_table_for_is_off()
    {
        await using var instance = await Instance.StartAsync();
        var record = Records.Vendor() with { Kind = (RecordKind)99 };

        (await instance.WriteAsync(record)).ShouldBeOfType<WriteOutcome.Off>().Reason.Code.ShouldBe("servicenow-no-table");
    }
}
