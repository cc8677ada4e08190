using System.Collections.Concurrent;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Node.Tests.Kills;

/// <summary>The node is killed at each page of the first reading, while bills are entered.</summary>
public sealed class KilledInFirstReadingTests
{
    private const int Pages = 6;
    private const string PageTaken = "sync-advanced-v1";

    [Fact]
    public async Task Killed_at_each_page_the_first_reading_goes_on_from_the_last_durable_one_and_live_changes_flow()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions { Vendors = 5, Bills = 1100, RequestsPerSecond = 1000, PollEvery = "PT1S" });
        var company = stage.Company;
        var vendor = company.Ids("Vendor")[0];
        company.AddVendorCredit(vendor, new LineEntry(3m));
        company.Pay(company.Ids("Bill")[0], 5m);
        company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), vendor);
        var answered = new ConcurrentQueue<string>();
        stage.Sandbox.Journal.Added += request =>
        {
            var query = Uri.UnescapeDataString(request.Query);
            if (query.Contains("select * from", StringComparison.Ordinal) && query.Contains("orderby MetaData.LastUpdatedTime", StringComparison.Ordinal)) answered.Enqueue(query);
        };

        var repeated = 0;
        // each time but the first it begins with the page that it was killed at
        for (var page = 1; page <= Pages; page++)
        {
            var asked = page == 1 ? 1 : 2;
            if (page == 3) asked = 1 + (repeated = await KillInHandOverAsync(stage) ? 1 : 0);
            var stuck = Hold(stage, nth: asked);
            await stage.StartAsync();
            if (page == 1) await stage.ConnectAsync();
            await stage.UntilAsync(() => stuck.Hits == 1, $"page {page} is asked for");
            var live = company.AddBill(vendor, new LineEntry(page));
            await stage.UntilAsync(() => stage.Invoices(live).Count == 1, $"a bill of today is written beside page {page}");
            await stage.Node.KillAsync();
            stage.Sandbox.Faults.Clear();

            stage.Events(PageTaken).ShouldBe(page - 1);
            answered.Count.ShouldBe(page - 1 + (page >= 3 ? repeated : 0));
        }
        await stage.StartAsync();
        await stage.SettleAsync();

        answered.Distinct().Count().ShouldBe(Pages);
        answered.Count.ShouldBe(Pages + repeated);
        (await stage.DifferencesAsync()).ShouldBeEmpty();
        (await stage.CountAsync("Parked")).ShouldBe(0);
    }

    /// <summary>True when some, but not all, of the page's thousand bills were taken over: on a busy machine the kill can come too late.</summary>
    private static async Task<bool> KillInHandOverAsync(KillStage stage)
    {
        var (taken, accepted) = (stage.Events(PageTaken), stage.Events("revision-accepted-v1"));
        Hold(stage, nth: 2);
        await stage.StartAsync();
        await stage.UntilAsync(() => stage.Events("revision-accepted-v1") > accepted, "the first bill of the page is taken over");
        await stage.Node.KillAsync();
        stage.Sandbox.Faults.Clear();
        return stage.Events(PageTaken) == taken;
    }

    /// <summary>The nth page asked for from now on is not answered.</summary>
    private static FaultRule Hold(KillStage stage, int nth) => stage.Sandbox.Faults.Add(new FaultRule
    {
        Path = "*/query", Query = "*select * from *orderby MetaData.LastUpdatedTime*", Nth = nth, Delay = TimeSpan.FromMinutes(5), AfterEffect = true,
    });
}
