using System.Collections.Immutable;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Actors.Tests.Pipeline;

public class ReadinessTests
{
    private const string Payments = "sn_apo_payment";
    private const string Invoices = "sn_apo_invoice";

    [Fact]
    public async Task Without_a_payment_table_payments_are_off_until_there_is_one_and_bills_flow()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var table = Uninstall(pipeline, Payments);
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(80m));
        var payment = pipeline.Company.Pay(bill);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Rows(Invoices).Count.ShouldBe(1);
        var off = (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State;
        off.Status.ShouldBe(EntityStatus.Ignored);
        off.Reason!.Code.ShouldBe("type-off");
        (await StateAsync(pipeline)).Instance!.Off.ShouldBe([EntityType.BillPayment]);
        var report = (await pipeline.Connector.ReconcileAsync(pipeline.Realm, default))!.Report.ShouldNotBeNull();
        report.Differences.ShouldHaveSingleItem().Explanation.ShouldNotBeNull().Text.ShouldContain("no table");

        Install(pipeline, table);
        (await pipeline.Connector.PingAsync(pipeline.Realm, default))!.Checks.Single(c => c.Name == $"table {Payments}").Ok.ShouldNotBe(false);

        await Eventually.Holds(() => pipeline.Rows(Payments).Count == 1);
        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.BillPayment, payment)).State.Status == EntityStatus.Staged);
        (await StateAsync(pipeline)).Instance!.Off.ShouldBeEmpty();
    }

    [Fact]
    public async Task Over_a_failed_required_check_nothing_is_written_until_it_is_mended()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 2);
        var table = Uninstall(pipeline, Invoices);
        await pipeline.ConnectAsync();

        await Eventually.Holds(async () => (await StateAsync(pipeline)).Status == RealmStatus.Paused);
        (await StateAsync(pipeline)).Instance!.Failed.ShouldHaveSingleItem().ShouldContain($"table {Invoices}");
        var refused = await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.FromSeconds(5), default);
        refused.Outcome.ShouldBe(CommandOutcome.Refused);
        refused.Detail!.ShouldContain("Invalid table");
        pipeline.Rows("sn_fin_supplier").ShouldBeEmpty();

        Install(pipeline, table);
        await pipeline.Connector.ResumeAsync(pipeline.Realm, default);
        await Eventually.Holds(async () => (await StateAsync(pipeline)).Status == RealmStatus.Active);
        await pipeline.PollAsync();
        pipeline.Rows(Invoices).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Forced_a_connection_goes_on_over_failed_checks_and_what_cannot_be_written_parks()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        Uninstall(pipeline, Invoices);
        await pipeline.ConnectAsync(force: true);
        await pipeline.PollAsync();

        (await StateAsync(pipeline)).Status.ShouldBe(RealmStatus.Active);
        pipeline.Rows("sn_fin_supplier").Count.ShouldBe(1);
        var parked = await pipeline.Connector.EntitiesAsync(pipeline.Realm, new EntityQuery(EntityType.Bill, EntityStatus.Parked, null, 10), default);
        parked!.Rows.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_instance_is_looked_at_once_and_not_again_by_the_next_process()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        (await StateAsync(pipeline)).Unchecked.ShouldBeNull();

        await pipeline.StopNodeAsync();
        pipeline.Sandbox.Journal.Clear();
        await pipeline.StartNodeAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.Journal.Count("servicenow.*").ShouldBe(0);

        await pipeline.Connector.SaveAsync(
            pipeline.Realm, pipeline.Settings() with { ServiceNow = pipeline.Settings().ServiceNow with { Tables = ImmutableSortedDictionary<string, string>.Empty.Add("invoice", "u_bills") } },
            null, null, false, default);
        await Eventually.Holds(async () => (await StateAsync(pipeline)).Status == RealmStatus.Paused);
    }

    private static async Task<RealmState> StateAsync(PipelineHost pipeline) => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State;

    private static Table Uninstall(PipelineHost pipeline, string name)
    {
        var table = pipeline.Sandbox.ServiceNow[name];
        pipeline.Sandbox.ServiceNow.Uninstall(name);
        return table;
    }

    private static void Install(PipelineHost pipeline, Table table) =>
        pipeline.Sandbox.ServiceNow.Install(table.Name, table.Label, null, [.. table.Columns.Where(c => !c.Name.StartsWith("sys_", StringComparison.Ordinal))]);
}
