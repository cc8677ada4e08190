using System.Globalization;
using MlConnector.Domain;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class VersionFlowTests
{
    [Fact]
    public async Task Every_row_bears_the_version_and_the_time_of_the_revision_that_it_stands_for()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        string[] bills = [company.AddBill(vendor, new LineEntry(80m)), company.AddBill(vendor, new LineEntry(20m))];
        (string Table, EntityType Type, string Id, int Rows)[] entities =
        [
            ("sn_fin_supplier", EntityType.Vendor, vendor, 1),
            ("sn_apo_invoice", EntityType.Bill, bills[0], 1),
            ("sn_apo_invoice", EntityType.VendorCredit, company.AddVendorCredit(vendor, new LineEntry(9m)), 1),
            ("sn_apo_payment", EntityType.BillPayment, company.Pay(bills), 2),
            ("sn_apo_gl_entry", EntityType.JournalEntry, company.AddJournalEntry(30m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), vendor), 2),
        ];
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        foreach (var (_, type, id, _) in entities)
        {
            for (var edit = 1; edit <= 3; edit++) company.Edit($"{type}", id, e => e[type == EntityType.Vendor ? "CompanyName" : "PrivateNote"] = $"Edit {edit}");
        }
        await pipeline.PollAsync();

        foreach (var (table, type, id, count) in entities)
        {
            var source = company.Read($"{type}", id);
            var updated = DateTimeOffset.Parse((string)source["MetaData"]!["LastUpdatedTime"]!, CultureInfo.InvariantCulture).UtcDateTime;
            var rows = pipeline.Rows(table, $"correlation_idSTARTSWITHQBO-{pipeline.Realm}-{type}-{id}");
            rows.Count.ShouldBe(count, table);
            rows.ShouldAllBe(r => r["source_sync_token"] == (string)source["SyncToken"]!);
            rows.ShouldAllBe(r => r["source_updated_on"] == updated.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
            rows.ShouldAllBe(r => r["source_system"] == "QuickBooks Online");
        }
    }
}
