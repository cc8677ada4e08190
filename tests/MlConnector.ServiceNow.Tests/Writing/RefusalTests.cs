using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

public sealed class RefusalTests
{
    [Fact]
    public async Task A_row_that_is_counted_and_not_shown_is_not_made_again()
    {
        await using var instance = await Instance.StartAsync();
        instance.AddInvoice("25");
        var (vendor, payment) = (Records.Vendor("47"), Records.Payment(("25", 80m)));
        var first = await instance.WrittenAsync(vendor);
        await instance.WrittenAsync(payment);
        Hide(Instance.Suppliers);
        Hide(Instance.Payments);
        instance.Fault(new FaultRule { Method = "GET", Path = $"*/{Instance.Suppliers}/*", Status = 404, Body = """{"error":{"message":"No Record found","detail":"Record doesn't exist or ACL restricts the record retrieval"},"status":"failure"}""" });

        foreach (var outcome in new[] { await instance.WriteAsync(vendor, first.Records), await instance.WriteAsync(vendor), await instance.WriteAsync(payment) })
            outcome.ShouldBeOfType<WriteOutcome.Refused>().Reason.Code.ShouldBe("servicenow-row-hidden");

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"correlation_id={vendor.Key}").ShouldHaveSingleItem();
        instance.Sandbox.ServiceNow.Rows(Instance.Payments).ShouldHaveSingleItem();

        void Hide(string table) => instance.Fault(new FaultRule
        {
            Method = "GET", Path = $"*/{table}", Times = int.MaxValue, Body = """{"result":[]}""", Headers = new Dictionary<string, string> { ["X-Total-Count"] = "1" },
        });
    }

    [Fact]
    public async Task Several_rows_with_one_key_are_named_and_none_is_touched()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"));
        var rows = Enumerable.Range(0, 2).Select(_ => instance.Sandbox.ServiceNow.Insert(Instance.Invoices, ("correlation_id", bill.Key))).ToList();

        var refused = await RefusedAsync(instance, bill);

        refused.Reason.Code.ShouldBe("servicenow-ambiguous");
        rows.ShouldAllBe(sysId => refused.Reason.Text.Contains(sysId));
        instance.Sandbox.Journal.Count("servicenow.table.p*").ShouldBe(0);
    }

    [Fact]
    public async Task Rows_that_only_look_like_an_answer_are_not_taken_for_the_record()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"));
        instance.Sandbox.ServiceNow.Insert(Instance.Invoices, ("correlation_id", bill.Key.ToLowerInvariant()), ("memo", "case differs"));

        await instance.WrittenAsync(bill);

        instance.Sandbox.ServiceNow.Rows(Instance.Invoices).Count.ShouldBe(2);
        instance.Sandbox.ServiceNow.Rows(Instance.Invoices, "memo=case differs").ShouldHaveSingleItem()["invoice_amount"].ShouldBe("");
    }

    [Fact]
    public async Task A_query_that_the_instance_ignores_proves_nothing()
    {
        await using var instance = await Instance.StartAsync();
        for (var i = 0; i < 12; i++) instance.Sandbox.ServiceNow.Insert(Instance.Invoices, ("memo", "other"));
        instance.Sandbox.ServiceNow[Instance.Invoices].Hidden.Add("correlation_id");

        (await RefusedAsync(instance, Records.Bill(("1", 80m, "Pump")))).Reason.Code.ShouldBe("servicenow-filter-ignored");

        instance.Sandbox.ServiceNow.Rows(Instance.Invoices).Count.ShouldBe(12);
    }

    [Fact]
    public async Task A_row_whose_key_was_not_stored_is_not_left_behind()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow[Instance.Invoices].Hidden.Add("correlation_id");

        (await RefusedAsync(instance, Records.Bill(("1", 80m, "Pump")))).Reason.Code.ShouldBe("servicenow-key-not-stored");

        instance.Sandbox.ServiceNow.Rows(Instance.Invoices).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_whose_key_was_not_stored_and_that_may_not_be_deleted_is_named()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow[Instance.Invoices].Hidden.Add("correlation_id");
        instance.Sandbox.ServiceNow[Instance.Invoices].Denied.Add("delete");

        var refused = await RefusedAsync(instance, Records.Bill(("1", 80m, "Pump")));

        refused.Reason.Text.ShouldContain(instance.Sandbox.ServiceNow.Rows(Instance.Invoices).ShouldHaveSingleItem()["sys_id"]);
        refused.Reason.Text.ShouldNotContain("was deleted");
    }

    [Theory]
    [InlineData(Instance.Invoices, "balance_due")]
    [InlineData(Instance.Invoices, "supplier")]
    [InlineData(Instance.Lines, "gl_account")]
    public async Task A_column_that_was_not_stored_is_named(string table, string column)
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        instance.Sandbox.ServiceNow[table].Hidden.Add(column);

        var refused = await RefusedAsync(instance, bill);
        instance.Sandbox.ServiceNow[table].Hidden.Clear();
        await instance.WrittenAsync(bill);

        refused.Reason.Code.ShouldBe("servicenow-not-stored");
        refused.Reason.Text.ShouldContain($"{column} ");
        refused.Reason.Text.ShouldContain(table);
        instance.ShouldHoldExactly(bill);
        instance.Invoice()["balance_due"].ShouldBe("100.00");
    }

    [Fact]
    public async Task A_column_that_stays_hidden_is_refused_again_and_doubles_nothing()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        instance.Sandbox.ServiceNow[Instance.Invoices].Hidden.Add("balance_due");
        await RefusedAsync(instance, bill);

        (await RefusedAsync(instance, bill)).Reason.Code.ShouldBe("servicenow-not-stored");

        instance.Sandbox.ServiceNow.Rows(Instance.Invoices).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_that_looks_like_a_query_finds_its_own_row_only()
    {
        await using var instance = await Instance.StartAsync();
        for (var i = 0; i < 12; i++) instance.Sandbox.ServiceNow.Insert(Instance.Suppliers, ("correlation_id", "other"));
        var vendor = Records.Vendor() with { Key = "QBO-1-Vendor-1^NQsys_idISNOTEMPTY" };
        var first = await instance.WrittenAsync(vendor);

        var again = await instance.WrittenAsync(vendor);

        again.Records.ShouldBe(first.Records);
    }

    [Fact]
    public async Task A_missing_table_says_so()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow.Uninstall(Instance.Invoices);

        var refused = await RefusedAsync(instance, Records.Bill(("1", 80m, "Pump")));

        refused.Reason.Code.ShouldBe("servicenow-invalid-table");
        refused.Reason.Text.ShouldContain("sn_apo_invoice");
    }

    [Theory]
    [InlineData("create", "ACL Exception")]
    [InlineData("read", "Validation")]
    public async Task A_missing_right_says_so_with_ServiceNows_words(string right, string words)
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow[Instance.Invoices].Denied.Add(right);

        var refused = await RefusedAsync(instance, Records.Bill(("1", 80m, "Pump")));

        refused.Reason.Code.ShouldBe("servicenow-forbidden");
        refused.Reason.Text.ShouldContain(words);
        refused.Reason.NextStep.ShouldContain("replay");
    }

    [Fact]
    public async Task A_data_policy_says_which_fields_it_wants()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow[Instance.Invoices].DataPolicy.Add("owner");

        (await RefusedAsync(instance, Records.Bill(("1", 80m, "Pump")))).Reason.Text.ShouldContain("Owner");
    }

    [Fact]
    public async Task A_refused_line_names_the_table_and_leaves_the_rest_to_the_next_attempt()
    {
        await using var instance = await Instance.StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        instance.Fault(new FaultRule { Path = "*sn_apo_invoice_line", Nth = 2, Status = 403, Body = """{"error":{"message":"Operation Failed","detail":"ACL Exception Insert Failed due to security constraints"},"status":"failure"}""" });

        (await RefusedAsync(instance, bill)).Reason.Text.ShouldContain("sn_apo_invoice_line");
        await instance.WrittenAsync(bill);

        instance.ShouldHoldExactly(bill);
    }

    private static async Task<WriteOutcome.Refused> RefusedAsync(Instance instance, Domain.Staging.StagingRecord record)
    {
        var outcome = await instance.WriteAsync(record);
        return outcome as WriteOutcome.Refused ?? throw new Xunit.Sdk.XunitException($"Not refused: {outcome}");
    }
}
