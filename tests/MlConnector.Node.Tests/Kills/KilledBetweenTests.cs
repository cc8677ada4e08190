using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Node.Tests.Kills;

/// <summary>The node is killed between two steps that must not come apart.</summary>
public sealed class KilledBetweenTests
{
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(6);

    [Fact]
    public async Task Killed_between_the_hand_over_and_the_cursor_nothing_is_skipped()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions { Vendors = 1 });
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.SettleAsync();

        // on a busy machine a kill can come too late to hit
        var attempts = 0;
        while (!await KillInHandOverAsync(stage, bills: 400))
        {
            (++attempts).ShouldBeLessThan(10);
            await stage.StartAsync();
        }
        await stage.StartAsync();
        await stage.SettleAsync();

        (await stage.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_in_an_outage_its_journal_brings_what_ServiceNow_did_not_get_without_QuickBooks()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions { Vendors = 10, Bills = 100 });
        stage.Sandbox.ServiceNow.Settings.Asleep = true;
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.PollAsync();
        await stage.UntilAsync(async () => await stage.CountAsync("Pending") == 100 + stage.Company.Ids("Vendor").Count, "all is taken over");
        await stage.Node.KillAsync();
        stage.Sandbox.ServiceNow.Rows("sn_fin_supplier").ShouldBeEmpty();

        stage.Sandbox.Faults.Add(new FaultRule { Path = "/quickbooks/*", Status = 503, Times = int.MaxValue });
        stage.Sandbox.ServiceNow.Settings.Asleep = false;
        await stage.StartAsync();
        await stage.UntilAsync(async () => await stage.CountAsync("Pending") == 0, "all is written");

        (await stage.DifferencesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Calls_that_land_after_the_node_was_killed_and_started_again_double_nothing_and_overwrite_nothing()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions { TransactionSeconds = 10 });
        var company = stage.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var (lengthened, changed) = (company.AddBill(vendor, new LineEntry(10m)), company.AddBill(vendor, new LineEntry(20m, "as it was")));
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.SettleAsync();

        // one call of each kind goes on in ServiceNow while the node dies and comes back
        FaultRule[] late =
        [
            Late("POST", "*/table/sn_fin_supplier"), Late("POST", "*/table/sn_apo_invoice"), Late("POST", "*/batch"),
            Late("PATCH", $"*/table/sn_apo_invoice/{stage.Invoices(changed)[0]["sys_id"]}"),
        ];
        var (newVendor, newBill) = (company.AddVendor("Late & Co"), company.AddBill(vendor, new LineEntry(30m)));
        company.Edit("Bill", lengthened, bill => AddLines(bill, 1m, 2m));
        SetMemo(company, changed, "once");
        await stage.PollAsync();
        await stage.UntilAsync(() => late.All(l => l.Hits == 1), "all four calls are in flight");
        await stage.Node.KillAsync();
        stage.Invoices(newBill).ShouldBeEmpty();
        SetMemo(company, changed, "twice");
        await stage.StartAsync();
        await stage.SettleAsync();
        var landed = stage.Sandbox.Journal.Requests.Where(r => r.Duration >= Lateness / 2).Select(r => r.Kind).ToList();

        landed.Order().ShouldBe(["servicenow.batch", "servicenow.table.patch", "servicenow.table.post", "servicenow.table.post"]);
        (await stage.DifferencesAsync()).ShouldBeEmpty();
        stage.Invoices(changed).ShouldHaveSingleItem()["memo"].ShouldBe("twice");
        stage.Sandbox.ServiceNow.Rows("sn_fin_supplier", $"correlation_id={stage.Key("Vendor", newVendor)}").ShouldHaveSingleItem();

        FaultRule Late(string method, string path) => stage.Sandbox.Faults.Add(new FaultRule { Method = method, Path = path, Delay = Lateness });
    }

    [Fact]
    public async Task Killed_when_its_tokens_were_renewed_it_goes_on_without_a_person()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions { Vendors = 1, Bills = 5 });
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.SettleAsync();
        stage.Sandbox.QuickBooks.ExpireAccessTokens(stage.Company.RealmId);
        // Intuit has given new tokens and retired the old ones; the node never hears of it
        var renewal = stage.Sandbox.Faults.Add(new FaultRule { Path = "*/tokens/bearer", Delay = TimeSpan.FromMinutes(1), AfterEffect = true });
        await stage.PollAsync();
        await stage.UntilAsync(() => renewal.Hits == 1, "tokens are asked for");
        await stage.Node.KillAsync();

        stage.Company.AddBill(stage.Company.Ids("Vendor")[0], new LineEntry(40m));
        await stage.StartAsync();
        await stage.SettleAsync();

        (await stage.DifferencesAsync()).ShouldBeEmpty();
    }

    /// <summary>True when some, but not all, bills of a poll were taken over, and the cursor had not moved.</summary>
    private static async Task<bool> KillInHandOverAsync(KillStage stage, int bills)
    {
        var vendor = stage.Company.Ids("Vendor")[0];
        for (var i = 1; i <= bills; i++) stage.Company.AddBill(vendor, new LineEntry(i));
        var (accepted, polls) = (stage.Events("revision-accepted-v1"), stage.Events("poll-completed-v1"));
        await stage.PollAsync();
        await stage.UntilAsync(() => stage.Events("revision-accepted-v1") > accepted, "the first bill is taken over");
        await stage.Node.KillAsync();
        return stage.Events("revision-accepted-v1") < accepted + bills && stage.Events("poll-completed-v1") == polls;
    }

    private static void AddLines(JsonObject bill, params decimal[] amounts)
    {
        foreach (var amount in amounts)
        {
            var line = bill["Line"]![0]!.DeepClone().AsObject();
            line.Remove("Id");
            line.Remove("LineNum");
            line["Amount"] = amount;
            bill["Line"]!.AsArray().Add(line);
        }
    }

    private static void SetMemo(QuickBooksCompany company, string bill, string memo) => company.Edit("Bill", bill, b => b["PrivateNote"] = memo);
}
