using MlConnector.Domain.Staging;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.ServiceNow.Tables;
using MlConnector.ServiceNow.Checks;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

/// <summary>What is peculiar to the Import Set API and the source-to-pay tables.</summary>
public sealed class ImportTests
{
    private const string Invoices = "sn_shop_invoice";

    [Fact]
    public async Task Columns_that_are_known_by_label_are_found_in_the_dictionary_once()
    {
        await using var instance = await StartAsync();

        await instance.WrittenAsync(Records.Vendor("47"));
        await instance.WrittenAsync(Records.Vendor("48"));

        var row = instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"supplier_code={Records.Vendor("47").Key}").ShouldHaveSingleItem();
        row["name"].ShouldBe("Norton Lumber");
        instance.Sandbox.ServiceNow.Rows("sn_fcms_intg_imp_supplier").ShouldAllBe(r => r["u_sup_erp_src"] == "QuickBooks Online");
        instance.Sandbox.Journal.Requests.Count(r => r.Path.Contains("sys_dictionary", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Where_the_dictionary_is_closed_the_tables_own_description_serves()
    {
        await using var instance = await StartAsync();
        instance.Sandbox.ServiceNow["sys_dictionary"].Denied.Add("read");

        await instance.WrittenAsync(Records.Vendor("47"));

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "name=Norton Lumber^supplier_codeENDSWITH-47").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_label_that_is_not_there_is_named_and_a_connection_can_name_the_column()
    {
        await using var instance = await StartAsync();
        instance.Sandbox.ServiceNow["sn_fcms_intg_imp_supplier"].Hidden.Add("u_sup_erp_src");
        var dictionary = instance.Sandbox.ServiceNow.Rows("sys_dictionary", "element=u_sup_erp_src").ShouldHaveSingleItem();
        instance.Sandbox.ServiceNow.Delete("sys_dictionary", dictionary["sys_id"]);

        var refused = (await instance.WriteAsync(Records.Vendor("47"))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Reason.Code.ShouldBe("servicenow-no-column");
        refused.Reason.Text.ShouldContain("'ERP source'");
        refused.Reason.NextStep.ShouldContain("serviceNow.columns.supplier");
    }

    [Theory]
    [InlineData("name", "Job Expenses", null)]
    [InlineData("account_number", "Costs of jobs", "ledger_account refers to a record")]
    public async Task A_map_may_make_a_reference_of_a_name(string lookup, string name, string? note)
    {
        await using var instance = await StartAsync();
        ReferTo(instance, "sn_shop_invoice_line", "ledger_account", "sn_fin_gl_account", lookup);
        var account = instance.Sandbox.ServiceNow.Insert("sn_fin_gl_account", ("name", name), ("account_number", "Job Expenses"));
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));

        var written = await instance.WrittenAsync(bill);
        instance.Sandbox.Journal.Clear();
        await instance.WrittenAsync(bill, written.Records);

        instance.Sandbox.ServiceNow.Rows("sn_shop_invoice_line").ShouldAllBe(l => l["ledger_account"] == account);
        (written.Note ?? "").ShouldContain(note ?? "");
        // what cannot be compared is sent again, and changes nothing
        instance.Sandbox.Journal.Counts.Keys.Contains("servicenow.batch").ShouldBe(note is not null);
    }

    [Fact]
    public async Task A_name_of_which_a_map_makes_no_reference_is_told()
    {
        await using var instance = await StartAsync();
        ReferTo(instance, "sn_shop_invoice_line", "ledger_account", "sn_fin_gl_account", "name");

        (await instance.WriteAsync(Records.Bill(("1", 80m, "Pump")))).ShouldBeOfType<WriteOutcome.Refused>().Reason.Text.ShouldContain("ledger_account");
    }

    [Fact]
    public async Task Money_that_bears_its_currency_is_the_same_money()
    {
        await using var instance = await StartAsync();
        var columns = instance.Sandbox.ServiceNow[Invoices].Columns;
        instance.Sandbox.ServiceNow.Install(Invoices, "Invoice", "number", [.. columns.Where(c => !c.IsSystem).Select(c => c.Name == "subtotal" ? new Column("subtotal") : c)]);
        var bill = Records.Bill(("1", 80m, "Pump"));
        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.ServiceNow.Update(Invoices, first.Records[0].SysId, ("subtotal", "USD;80.00"));
        instance.Sandbox.Journal.Clear();

        await instance.WrittenAsync(bill, first.Records);

        instance.Sandbox.Journal.Counts.Keys.ShouldBe(["servicenow.table.get"]);
    }

    [Fact]
    public async Task Without_a_coalesce_field_nothing_is_imported_a_second_time()
    {
        await using var instance = await StartAsync();
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.ServiceNow.SetCoalesce("sn_spend_intg_imp_invoice");

        var refused = (await instance.WriteAsync(Records.Bill(b => b["TxnDate"] = "2026-11-09", ("1", 80m, "Pump"), ("2", 20m, "Hose")), first.Records)).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Reason.Code.ShouldBe("servicenow-no-coalesce");
        instance.Sandbox.ServiceNow.Rows(Invoices).ShouldHaveSingleItem()["invoice_date"].ShouldBe("2026-11-06");
    }

    [Fact]
    public async Task A_coalesce_field_of_a_map_that_is_switched_off_finds_nothing()
    {
        await using var instance = await StartAsync();
        var first = await instance.WrittenAsync(Records.Vendor("47"));
        var serviceNow = instance.Sandbox.ServiceNow;
        serviceNow.SetCoalesce("sn_fcms_intg_imp_supplier");
        var old = serviceNow.Insert("sys_transform_map", ("source_table", "sn_fcms_intg_imp_supplier"), ("target_table", Instance.Suppliers), ("active", "false"));
        serviceNow.Insert("sys_transform_entry", ("map", old), ("source_field", "u_sup_code"), ("target_field", "supplier_code"), ("coalesce", "true"));

        var refused = (await instance.WriteAsync(Records.Vendor("47", v => v["CompanyName"] = "Norton Inc."), first.Records)).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Reason.Code.ShouldBe("servicenow-no-coalesce");
        (await InstanceChecks.RunAsync(instance.Client, TimeProvider.System, default)).Checks.Single(c => c.Name == "coalesce sn_fcms_intg_imp_supplier").Ok.ShouldBe(false);
    }

    [Fact]
    public async Task What_a_map_says_inside_a_success_is_a_refusal()
    {
        await using var instance = await StartAsync();
        foreach (var map in instance.Sandbox.ServiceNow.Rows("sys_transform_map", "source_table=sn_fcms_intg_imp_supplier"))
            instance.Sandbox.ServiceNow.Update("sys_transform_map", map["sys_id"], ("active", "false"));

        (await instance.WriteAsync(Records.Vendor("47"))).ShouldBeOfType<WriteOutcome.Refused>().Reason.Code.ShouldBe("servicenow-no-transform");
    }

    [Theory]
    [InlineData("""{"import_set":"ISET1","staging_table":"x","result":[{"transform_map":"Supplier import","table":"sn_fin_supplier","status":"error","error_message":"Name is taken"}]}""", "servicenow-not-imported")]
    [InlineData("""{"import_set":"ISET1","staging_table":"x","result":[{"transform_map":"Supplier import","table":"sn_fin_supplier","status":"skipped"}]}""", "servicenow-not-imported")]
    [InlineData("""{"import_set":"ISET1","staging_table":"x","result":[{"transform_map":"Other","table":"other","status":"inserted","sys_id":"0"}]}""", "servicenow-not-imported")]
    public async Task A_row_of_which_no_record_came_is_refused_with_the_words_of_ServiceNow(string body, string code)
    {
        await using var instance = await StartAsync();
        instance.Fault(new FaultRule { Path = "*/import/*", Status = 200, Body = body, ContentType = "application/json" });

        (await instance.WriteAsync(Records.Vendor("47"))).ShouldBeOfType<WriteOutcome.Refused>().Reason.Code.ShouldBe(code);
    }

    [Fact]
    public async Task An_import_that_was_cancelled_for_its_time_is_looked_up_and_tried_again()
    {
        await using var instance = await StartAsync();
        instance.Fault(new FaultRule
        {
            Path = "*/import/*", Status = 200, ContentType = "application/json", AfterEffect = true,
            Body = """{"import_set":"ISET1","staging_table":"x","result":[{"transform_map":"Supplier import","table":"sn_fin_supplier","status":"error","error_message":"Transaction cancelled: maximum execution time exceeded"}]}""",
        });

        (await instance.WriteAsync(Records.Vendor("47"))).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe("servicenow-quota");
        await instance.WrittenAsync(Records.Vendor("47"));

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "supplier_codeENDSWITH-47").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_a_record_takes_from_another_and_is_hidden_there_is_never_sent_as_empty()
    {
        await using var instance = await StartAsync();
        instance.Sandbox.ServiceNow[Instance.Suppliers].Hidden.Add("supplier_code");

        var refused = (await instance.WriteAsync(Records.Bill(("1", 80m, "Pump")))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Reason.Code.ShouldBe("servicenow-not-shown");
        refused.Reason.Text.ShouldContain("supplier_code");
        instance.Sandbox.ServiceNow.Rows(Invoices).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_that_is_longer_than_its_column_never_lands_in_the_record_whose_key_it_begins_with()
    {
        await using var instance = await StartAsync();
        await instance.WrittenAsync(Records.CreditOfId("123456", 80m));

        var refused = (await instance.WriteAsync(Records.CreditOfId("1234567", 5m))).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Reason.Code.ShouldBe("servicenow-key-too-long");
        instance.Sandbox.ServiceNow.Rows(Invoices).ShouldHaveSingleItem()["subtotal"].ShouldBe("80.00");
    }

    [Fact]
    public async Task The_ledger_is_off_until_its_table_is_named()
    {
        await using var off = await StartAsync();
        (await off.WriteAsync(Records.Journal(25m))).ShouldBeOfType<WriteOutcome.Off>();

        await using var on = await Instance.StartAsync(c => c with { Profile = "s2p", Tables = new Dictionary<string, string> { ["glEntry"] = "u_ledger" } });
        on.Sandbox.ServiceNow.Install("u_ledger", "Ledger", null,
            [.. on.Client.Profile.For(RecordKind.LedgerLine)!.Shown.Select(c => new MlConnector.Sandbox.ServiceNow.Tables.Column(c) { MaxLength = 4000 })]);
        await on.WrittenAsync(Records.Journal(25m));
        on.Sandbox.ServiceNow.Rows("u_ledger").Count.ShouldBe(2);
    }

    private static void ReferTo(Instance instance, string table, string column, string to, string lookup)
    {
        var serviceNow = instance.Sandbox.ServiceNow;
        serviceNow.Install(table, table, null, [.. serviceNow[table].Columns.Where(c => !c.IsSystem)
            .Select(c => c.Name == column ? new Column(column, ColumnType.Reference) { Reference = to, MaxLength = 32 } : c)]);
        foreach (var entry in serviceNow.Rows("sys_transform_entry", $"target_field={column}"))
            serviceNow.Update("sys_transform_entry", entry["sys_id"], ("reference_value_field", lookup));
    }

    private static Task<Instance> StartAsync() => Instance.StartAsync(c => c with { Profile = "s2p" });
}
