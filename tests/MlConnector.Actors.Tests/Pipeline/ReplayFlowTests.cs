using Microsoft.Data.Sqlite;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class ReplayFlowTests
{
    [Fact]
    public async Task A_replay_of_what_stands_as_it_should_only_reads()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 6);
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        string[] bills = [company.AddBill(vendor, new LineEntry(80m), new LineEntry(5m)), company.AddBill(vendor, new LineEntry(20m))];
        company.Pay(bills);
        company.Void("BillPayment", company.Pay(company.AddBill(vendor, new LineEntry(7m))));
        company.AddVendorCredit(vendor, new LineEntry(9m));
        company.AddJournalEntry(30m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), vendor);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        // the instance's own people and workflows go on with what is theirs
        foreach (var row in pipeline.Rows("sn_apo_invoice"))
            pipeline.Sandbox.ServiceNow.Update("sn_apo_invoice", row["sys_id"], ("approval_state", "approved"), ("owner", "Kim"), ("state", row["state"] == "staged" ? "approved" : row["state"]));
        var before = Rows(pipeline);
        pipeline.Sandbox.Journal.Clear();

        var replayed = await pipeline.Connector.ReplayAsync(pipeline.Realm, new ReplayFilter(null, null, null, null, null, false, "to be sure"), default);
        replayed!.Matched.ShouldBeGreaterThan(15);
        await Eventually.Holds(async () => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.Counts is var counts
            && counts.GetValueOrDefault(EntityStatus.Pending) == 0 && await WrittenAgainAsync(pipeline) == replayed.Matched);

        pipeline.Sandbox.Journal.Requests.Where(r => r.Path.Contains("/table/", StringComparison.Ordinal)).ShouldAllBe(r => r.Method == "GET");
        pipeline.Sandbox.Journal.Requests.ShouldNotContain(r => r.Path.Contains("/batch", StringComparison.Ordinal));
        Rows(pipeline).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_said_to_be_replayed_is_in_the_journals()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 5, bills: 200);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var replayed = await pipeline.Connector.ReplayAsync(pipeline.Realm, new ReplayFilter(null, null, null, null, null, false, "to be sure"), default);

        replayed!.Matched.ShouldBe(205);
        await using var store = new SqliteConnection($"Data Source={pipeline.Store};Pooling=False");
        await store.OpenAsync();
        await using var count = store.CreateCommand();
        count.CommandText = "SELECT COUNT(*) FROM journal WHERE manifest = 'replay-requested-v1'";
        (await count.ExecuteScalarAsync()).ShouldBe(205L);
    }

    [Fact]
    public async Task After_a_move_to_another_instance_a_replay_of_vendors_and_then_of_the_rest_makes_all_of_it_there()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 12);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        await using var other = await SandboxHost.StartAsync(new SandboxOptions { Time = pipeline.Time });
        await pipeline.ConnectAsync(other.ServiceNow.Settings.ClientSecret, pipeline.Settings(other.ServiceNow.Url));
        foreach (var type in new[] { EntityType.Vendor, EntityType.Bill })
        {
            await pipeline.Connector.ReplayAsync(pipeline.Realm, new ReplayFilter([type], null, null, null, null, false, "the instance is another"), default);
            foreach (var id in pipeline.Company.Ids(type.ToString()))
                await Eventually.Holds(async () => (await pipeline.EntityAsync(type, id)).State.Status == EntityStatus.Staged);
        }

        var suppliers = other.ServiceNow.Rows("sn_fin_supplier").Select(s => s["sys_id"]).ToList();
        suppliers.Count.ShouldBe(3);
        other.ServiceNow.Rows("sn_apo_invoice").Count.ShouldBe(12);
        other.ServiceNow.Rows("sn_apo_invoice").ShouldAllBe(i => suppliers.Contains(i["supplier"]));
    }

    private static List<string> Rows(PipelineHost pipeline) =>
        [.. new[] { "sn_fin_supplier", "sn_apo_invoice", "sn_apo_invoice_line", "sn_apo_payment", "sn_apo_gl_entry" }
            .SelectMany(table => pipeline.Rows(table)).Select(row => string.Join('|', row.Values))];

    private static async Task<int> WrittenAgainAsync(PipelineHost pipeline)
    {
        var page = await pipeline.Connector.EntitiesAsync(pipeline.Realm, new EntityQuery(null, null, null, 1000), default);
        var histories = await Task.WhenAll(page!.Rows.Select(r => pipeline.Connector.EntityAsync(r.Id, default)));
        return histories.Count(h => h!.History[^1] is RecordStaged or RecordRemoved && h.History.OfType<ReplayRequested>().Any());
    }
}
