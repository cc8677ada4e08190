using MlConnector.Sandbox.Http;

namespace MlConnector.Node.Tests.Kills;

/// <summary>The node is killed right after it acknowledged a webhook, before it read anything of what that told.</summary>
public sealed class KilledAfterWebhookTests
{
    [Fact]
    public async Task Killed_after_the_answer_to_a_webhook_what_it_told_is_read_and_no_poll_is_needed_for_it()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions { Vendors = 1, Bills = 1 });
        var (company, webhooks) = (stage.Company, stage.Sandbox.QuickBooks.Webhooks);
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.SettleAsync();
        webhooks.Target = new Uri(stage.Node.Address, "/webhooks/quickbooks");
        webhooks.Forget();
        var polls = stage.Sandbox.Journal.Count("quickbooks.cdc");

        var bill = company.Ids("Bill")[0];
        company.Edit("Bill", bill, b => b["PrivateNote"] = "told by a webhook");
        stage.Sandbox.Faults.Add(new FaultRule { Path = $"*/bill/{bill}", Delay = TimeSpan.FromMinutes(5) });
        (await webhooks.SendPendingAsync()).ShouldBe([200]);
        await stage.Node.KillAsync();
        stage.Sandbox.Faults.Clear();
        await stage.StartAsync();

        await stage.UntilAsync(() => stage.Invoices(bill).Single()["memo"] == "told by a webhook", "the bill is read");
        stage.Sandbox.Journal.Count("quickbooks.cdc").ShouldBe(polls);
    }
}
