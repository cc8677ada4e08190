using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.QuickBooks;

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
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);

        await Eventually.Holds(async () => await StateAsync(pipeline, payment) is { Status: EntityStatus.Pending, Reason: not null });
        pipeline.Rows(Payments).ShouldBeEmpty();
        var later = pipeline.Company.AddBill(vendor, new LineEntry(5m));
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => pipeline.Rows(Invoices, $"external_invoice_number=QBO-{pipeline.Realm}-Bill-{later}").Count == 1);

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

    private static async Task<EntityState> StateAsync(PipelineHost pipeline, string payment) =>
        (await pipeline.Connector.EntityAsync(new EntityId(pipeline.Realm, EntityType.BillPayment, payment), default))?.State ?? EntityState.Empty;

    private static ConnectionSettings Settings(PipelineHost pipeline)
    {
        var settings = pipeline.Settings();
        return settings with { ServiceNow = settings.ServiceNow with { Profile = "s2p" } };
    }
}
