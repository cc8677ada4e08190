using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class MergesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_merge_of_vendors_documents_are_of_the_one_that_stays_though_none_of_them_counts_as_changed(bool burst)
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        // of neither vendor, and from before anything is carried
        var foreign = company.AddJournalEntry(10m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), company.AddVendor("Pye's Cakes"));
        pipeline.Time.Ahead += TimeSpan.FromDays(2);
        var (loser, winner) = (company.AddVendor("Norton Lumber"), company.AddVendor("Norton Lumber Ltd"));
        var (bill, credit) = (company.AddBill(loser, new LineEntry(12m)), company.AddVendorCredit(loser, new LineEntry(3m)));
        var payment = company.Pay(bill, 5m);
        var entry = company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), loser);
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        await pipeline.ConnectAsync(settings: pipeline.Settings() with { SyncFrom = DateOnly.FromDateTime(pipeline.Time.GetUtcNow().UtcDateTime).AddDays(-1) });
        await pipeline.PollAsync();
        // nobody says who went, and nothing but the merge is told
        company.MergeVendors(loser, winner, silently: true);
        var others = burst ? Enumerable.Range(1000, 100).Select(i => new Notice(EntityType.Bill, $"{i}", pipeline.Time.GetUtcNow(), $"b{i}")) : [];
        await pipeline.Connector.NotifyAsync(
            new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = [new Notice(EntityType.Vendor, winner, pipeline.Time.GetUtcNow(), "e1", Merge: true), .. others] }, default);

        var supplier = pipeline.Row("sn_fin_supplier", EntityType.Vendor, winner)["sys_id"];
        await Eventually.Holds(() => new[] { (EntityType.Bill, bill), (EntityType.VendorCredit, credit) }
            .All(d => pipeline.Row("sn_apo_invoice", d.Item1, d.Item2)["supplier"] == supplier));
        await Eventually.Holds(() => pipeline.Row("sn_apo_payment", EntityType.BillPayment, $"{payment}-{bill}")["supplier"] == supplier);
        await Eventually.Holds(() => pipeline.Row("sn_apo_gl_entry", EntityType.JournalEntry, $"{entry}-L1")["supplier"] == supplier);
        await Eventually.Holds(() => pipeline.Row("sn_fin_supplier", EntityType.Vendor, loser)["active"] == "false");
        pipeline.Row("sn_fin_supplier", EntityType.Vendor, winner)["active"].ShouldBe("true");
        (await pipeline.Connector.EntityAsync(new EntityId(pipeline.Realm, EntityType.JournalEntry, foreign), default)).ShouldBeNull();
    }

    [Fact]
    public async Task A_merge_whose_documents_a_stop_kept_from_being_read_is_followed_afterwards()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var (loser, winner) = (company.AddVendor("Norton Lumber"), company.AddVendor("Norton Lumber Ltd"));
        var (bill, credit) = (company.AddBill(loser, new LineEntry(12m)), company.AddVendorCredit(loser, new LineEntry(3m)));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);

        company.MergeVendors(loser, winner, silently: true);
        var hold = pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query", Query = "*from VendorCredit where VendorRef*", Status = 503, Times = int.MaxValue });
        await pipeline.Connector.NotifyAsync(
            new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = [new Notice(EntityType.Vendor, winner, pipeline.Time.GetUtcNow(), "e1", Merge: true)] }, default);
        await Eventually.Holds(() => hold.Hits > 0);
        await pipeline.StopNodeAsync();
        pipeline.Sandbox.Faults.Clear();
        await pipeline.StartNodeAsync();

        var supplier = pipeline.Row("sn_fin_supplier", EntityType.Vendor, winner)["sys_id"];
        await Eventually.Holds(() => pipeline.Row("sn_apo_invoice", EntityType.VendorCredit, credit)["supplier"] == supplier);
        await Eventually.Holds(() => pipeline.Row("sn_fin_supplier", EntityType.Vendor, loser)["active"] == "false");
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["supplier"].ShouldBe(supplier);
    }
}
