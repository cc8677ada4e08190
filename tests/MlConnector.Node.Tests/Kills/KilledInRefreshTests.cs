using Microsoft.Data.Sqlite;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Node.Tests.Kills;

/// <summary>The node is killed at each step of a refresh, while each brings a new refresh token.</summary>
public sealed class KilledInRefreshTests
{
    private const string Tokens = "*/tokens/bearer";
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Killed_at_any_step_of_a_refresh_it_goes_on_wherever_Intuit_takes_the_token_that_is_stored()
    {
        await using var stage = await KillStage.SetAsync(new StageOptions { Vendors = 1, Bills = 1 });
        var intuit = stage.Sandbox.QuickBooks.Settings;
        await stage.StartAsync();
        await stage.ConnectAsync();
        await stage.SettleAsync();
        intuit.RefreshTokenChangesAfter = TimeSpan.Zero;

        await KillAsync(stage, new FaultRule { Path = Tokens, Delay = Long, Status = 503 }, "asked, and Intuit did not hear of it");
        await GoesOnAsync(stage);

        var stored = stage.Events("grant-stored-v1");
        await KillAsync(stage, () => stage.Events("grant-stored-v1") > stored, "the new tokens are durable");
        await GoesOnAsync(stage);

        intuit.ReplacedRefreshTokenLives = TimeSpan.FromDays(1);
        await KillAsync(stage, new FaultRule { Path = Tokens, Delay = Long, AfterEffect = true }, "Intuit gave new tokens, and the answer is on its way");
        await GoesOnAsync(stage);

        await KillBeforeItIsDurableAsync(stage);
        await GoesOnAsync(stage);

        intuit.ReplacedRefreshTokenLives = TimeSpan.Zero;
        await KillAsync(stage, new FaultRule { Path = Tokens, Delay = Long, AfterEffect = true }, "Intuit gave new tokens and takes the old one no more");
        await stage.StartAsync();
        await stage.PollAsync();
        await stage.UntilAsync(async () => await StatusAsync(stage) == "NeedsReconnect", "the loss that cannot be helped is told");
        await stage.ConnectAsync();
        await stage.SettleAsync();
        (await stage.DifferencesAsync()).ShouldBeEmpty();
    }

    private static Task KillAsync(KillStage stage, FaultRule fault, string step)
    {
        stage.Sandbox.Faults.Add(fault);
        return KillAsync(stage, () => fault.Hits == 1, step);
    }

    private static async Task KillAsync(KillStage stage, Func<bool> reached, string step)
    {
        stage.Sandbox.QuickBooks.ExpireAccessTokens(stage.Company.RealmId);
        await stage.PollAsync();
        await stage.UntilAsync(reached, step);
        await stage.Node.KillAsync();
        stage.Sandbox.Faults.Clear();
    }

    /// <summary>What Intuit answers cannot be stored, since the store's one place for a writer is taken.</summary>
    private static async Task KillBeforeItIsDurableAsync(KillStage stage)
    {
        var (stored, answers) = (stage.Events("grant-stored-v1"), Answers(stage));
        await using var store = new SqliteConnection($"Data Source={stage.Store}");
        await store.OpenAsync();
        await using (await store.BeginTransactionAsync())
        {
            await KillAsync(stage, () => Answers(stage) > answers, "Intuit has answered");
        }
        stage.Events("grant-stored-v1").ShouldBe(stored);
    }

    private static async Task GoesOnAsync(KillStage stage)
    {
        stage.Company.AddBill(stage.Company.Ids("Vendor")[0], new LineEntry(40m));
        await stage.StartAsync();
        await stage.SettleAsync();
        (await stage.DifferencesAsync()).ShouldBeEmpty();
    }

    private static int Answers(KillStage stage) => stage.Sandbox.Journal.Requests.Count(r => r is { Kind: "quickbooks.token", Status: 200 });

    private static async Task<string> StatusAsync(KillStage stage) =>
        (await stage.Client.GetAsync($"/api/connections/{stage.Company.RealmId}", CancellationToken.None))["status"]!.GetValue<string>();
}
