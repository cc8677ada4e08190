using System.Globalization;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Reconciliation;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>A company whose payables go to the source-to-pay tables through the Import Set API.</summary>
public class ImportSetFlowTests
{
    private const string Invoices = "sn_shop_invoice";
    private const string Payments = "sn_shop_invoice_payment_detail";

    [Fact]
    public async Task Bills_flow_with_their_suppliers_and_lines_and_both_sides_agree()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 12);
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        await pipeline.PollAsync();

        pipeline.Rows(Invoices).Count.ShouldBe(12);
        pipeline.Rows(Invoices).ShouldAllBe(r => r["external_invoice_number"].StartsWith($"QBO-{pipeline.Realm}-Bill-", StringComparison.Ordinal) && r["supplier"] != "");
        var view = (await pipeline.Connector.GetAsync(pipeline.Realm, default))!;
        view.Counts[EntityStatus.Staged].ShouldBe(15);

        var reconciled = await pipeline.Connector.ReconcileAsync(pipeline.Realm, default);
        reconciled!.Report.ShouldNotBeNull(reconciled.Reason?.ToString()).Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_payment_waits_until_its_invoice_can_take_it_and_others_flow()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor("Norton Lumber");
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(80m));
        var payment = pipeline.Company.Pay(bill);
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        // it may take days: nobody waits for it
        await pipeline.PollAsync();

        (await StateAsync(pipeline, payment)).ShouldSatisfyAllConditions(s => s.Status.ShouldBe(EntityStatus.Pending), s => s.Reason!.Code.ShouldBe("servicenow-not-ready"));
        pipeline.Rows(Payments).ShouldBeEmpty();
        var later = pipeline.Company.AddBill(vendor, new LineEntry(5m));
        await pipeline.PollAsync();
        pipeline.Rows(Invoices, $"external_invoice_number=QBO-{pipeline.Realm}-Bill-{later}").Count.ShouldBe(1);

        pipeline.Sandbox.ServiceNow.ApproveInvoices();
        await Eventually.Holds(async () => (await StateAsync(pipeline, payment)).Status == EntityStatus.Staged);
        pipeline.Rows(Payments).ShouldHaveSingleItem()["third_party_import_id"].ShouldBe($"QBO-{pipeline.Realm}-BillPayment-{payment}-{bill}");
    }

    [Fact]
    public async Task The_ledger_is_off_until_a_connection_names_its_table()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var entry = company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), company.AddVendor("Norton"));
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        await pipeline.PollAsync();

        var state = (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State;
        state.Status.ShouldBe(EntityStatus.Ignored);
        state.Reason!.NextStep.ShouldContain("serviceNow.tables");
    }

    [Fact]
    public async Task A_ledger_is_kept_in_the_table_that_a_connection_names()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        string[] columns =
        [
            "u_external_key", "u_supplier", "u_journal_number", "u_line_number", "u_posting_date", "u_posting_type", "u_amount", "u_currency", "u_exchange_rate", "u_gl_account",
            "u_class", "u_department", "u_description", "u_state", "u_memo", "u_source_system", "u_source_sync_token", "u_source_updated_on",
        ];
        pipeline.Sandbox.ServiceNow.Install("u_ledger", "Ledger", null, [.. columns.Select(c => new Column(c) { MaxLength = 4000 })]);
        var entry = company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), company.AddVendor("Norton"));
        var settings = Settings(pipeline);
        await pipeline.ConnectAsync(settings: settings with { ServiceNow = settings.ServiceNow with { Tables = settings.ServiceNow.Tables.Add("glEntry", "u_ledger") } });
        await pipeline.PollAsync();

        pipeline.Rows("u_ledger").Select(r => (r["u_external_key"], r["u_posting_type"], r["u_amount"])).ShouldBe(
            [($"QBO-{pipeline.Realm}-JournalEntry-{entry}-L0", "debit", "25.54"), ($"QBO-{pipeline.Realm}-JournalEntry-{entry}-L1", "credit", "25.54")], ignoreOrder: true);
    }

    [Fact]
    public async Task Lines_follow_their_bill_a_deleted_bill_is_cancelled_and_a_void_takes_the_payment_back()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (company, vendor) = (pipeline.Company, pipeline.Company.AddVendor("Norton Lumber"));
        var (bill, gone, paid) = (company.AddBill(vendor, new LineEntry(80m), new LineEntry(20m)), company.AddBill(vendor, new LineEntry(7m)), company.AddBill(vendor, new LineEntry(9m)));
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        await pipeline.PollAsync();
        pipeline.Sandbox.ServiceNow.ApproveInvoices();
        var payment = company.Pay(paid);
        await pipeline.PollAsync();

        company.Edit("Bill", bill, b => b["Line"]!.AsArray().RemoveAt(1));
        company.Delete("Bill", gone);
        company.Void("BillPayment", payment);
        await pipeline.PollAsync();

        Invoice(pipeline, gone)["state"].ShouldBe("canceled");
        LineSum(pipeline, bill).ShouldBe(80m);
        pipeline.Rows(Payments).ShouldHaveSingleItem()["payment_amount"].ShouldBe("0.00");

        var report = await ReconcileAsync(pipeline);
        report.Differences.ShouldBeEmpty();
        report.Figures.ShouldAllBe(f => f.Agrees);

        pipeline.Sandbox.ServiceNow.Update(Invoices, Invoice(pipeline, gone)["sys_id"], ("state", "draft"));
        pipeline.Sandbox.ServiceNow.Update(Payments, pipeline.Rows(Payments).ShouldHaveSingleItem()["sys_id"], ("payment_amount", "9.00"));
        (await ReconcileAsync(pipeline)).Differences.Select(d => (d.Key, d.What)).ShouldBe(
            [(Key(pipeline, gone), DifferenceKind.NotInQuickBooks), ($"QBO-{pipeline.Realm}-BillPayment-{payment}-{paid}", DifferenceKind.NotInQuickBooks)], ignoreOrder: true);
    }

    [Fact]
    public async Task A_voided_bill_agrees_as_long_as_its_invoice_is_cancelled()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(80m));
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        await pipeline.PollAsync();
        pipeline.Company.Void("Bill", bill);
        await pipeline.PollAsync();
        (await ReconcileAsync(pipeline)).Differences.ShouldBeEmpty();

        pipeline.Sandbox.ServiceNow.Update(Invoices, Invoice(pipeline, bill)["sys_id"], ("state", "draft"));
        (await ReconcileAsync(pipeline)).Differences.ShouldHaveSingleItem().What.ShouldBe(DifferenceKind.State);
    }

    [Fact]
    public async Task What_the_tables_have_no_place_for_is_no_difference()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var bill = company.AddBill(vendor, new LineEntry(80m));
        company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), vendor);
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        await pipeline.PollAsync();
        pipeline.Sandbox.ServiceNow.ApproveInvoices();
        var payment = company.Pay(bill);
        company.Edit("BillPayment", payment, p => p["TotalAmt"] = 100m);
        await pipeline.PollAsync();

        var report = await ReconcileAsync(pipeline);

        report.Differences.ShouldBeEmpty();
        report.Figures.Single(f => f is { Type: EntityType.BillPayment, Name: "amount" }).QuickBooks.ShouldBe(80m);
    }

    [Fact]
    public async Task Every_record_that_somebody_changed_or_removed_is_named()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (company, vendor) = (pipeline.Company, pipeline.Company.AddVendor("Norton Lumber"));
        var (changed, removed) = (company.AddBill(vendor, new LineEntry(80m)), company.AddBill(vendor, new LineEntry(20m)));
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        await pipeline.PollAsync();

        var instance = pipeline.Sandbox.ServiceNow;
        instance.Update(Invoices, Invoice(pipeline, changed)["sys_id"], ("subtotal", "81.00"));
        instance.Delete(Invoices, Invoice(pipeline, removed)["sys_id"]);
        var extra = $"QBO-{pipeline.Realm}-Bill-999999";
        instance.Insert(Invoices, ("external_invoice_number", extra));

        var report = (await pipeline.Connector.ReconcileAsync(pipeline.Realm, default))!.Report.ShouldNotBeNull();
        report.Differences.Select(d => (d.Key, d.What)).ShouldBe(
            [
                (Key(pipeline, changed), DifferenceKind.Amount), (Key(pipeline, changed), DifferenceKind.LinesDoNotAddUp), (Key(pipeline, removed), DifferenceKind.Missing),
                ($"{Key(pipeline, removed)}-L1", DifferenceKind.Stray), (extra, DifferenceKind.NotInQuickBooks),
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Answers_that_are_lost_while_a_company_is_imported_leave_one_record_each()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 12);
        for (var nth = 1; nth <= 6; nth++)
        {
            pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/import/*", Nth = 3 * nth, AfterEffect = true, Drop = true });
            pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/batch", Nth = 2 * nth, AfterEffect = true, Drop = true });
        }
        await pipeline.ConnectAsync(settings: Settings(pipeline));
        await pipeline.PollAsync();

        pipeline.Rows(Invoices).Select(r => r["external_invoice_number"]).ShouldBe(pipeline.Company.Ids("Bill").Select(b => Key(pipeline, b)), ignoreOrder: true);
        (await pipeline.Connector.ReconcileAsync(pipeline.Realm, default))!.Report.ShouldNotBeNull().Differences.ShouldBeEmpty();
    }

    private static async Task<ReconciliationReport> ReconcileAsync(PipelineHost pipeline) =>
        (await pipeline.Connector.ReconcileAsync(pipeline.Realm, default))!.Report.ShouldNotBeNull();

    private static string Key(PipelineHost pipeline, string bill) => $"QBO-{pipeline.Realm}-Bill-{bill}";

    private static IReadOnlyDictionary<string, string> Invoice(PipelineHost pipeline, string bill) =>
        pipeline.Rows(Invoices, $"external_invoice_number={Key(pipeline, bill)}").ShouldHaveSingleItem();

    private static decimal LineSum(PipelineHost pipeline, string bill) =>
        pipeline.Rows("sn_shop_invoice_line", $"invoice={Invoice(pipeline, bill)["sys_id"]}").Sum(l => decimal.Parse(l["line_amount"], CultureInfo.InvariantCulture));

    private static async Task<EntityState> StateAsync(PipelineHost pipeline, string payment) =>
        (await pipeline.Connector.EntityAsync(new EntityId(pipeline.Realm, EntityType.BillPayment, payment), default))?.State ?? EntityState.Empty;

    private static ConnectionSettings Settings(PipelineHost pipeline)
    {
        var settings = pipeline.Settings();
        return settings with { ServiceNow = settings.ServiceNow with { Profile = "s2p" } };
    }
}
