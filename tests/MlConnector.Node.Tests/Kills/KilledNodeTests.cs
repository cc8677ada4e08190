using System.Globalization;
using MlConnector.Node.Demo;
using MlConnector.Sandbox.QuickBooks;
using Tests.Shared;

namespace MlConnector.Node.Tests.Kills;

/// <summary>
/// Bills and vendors flow, people edit them, and the node is killed (SIGKILL) at random moments, again and again.
/// MLCONNECTOR_KILLS and MLCONNECTOR_KILL_BILLS make it longer; MLCONNECTOR_KILL_SEED repeats a run.
/// </summary>
public sealed class KilledNodeTests
{
    private static readonly int Kills = Number("MLCONNECTOR_KILLS") ?? 6;
    private static readonly int Bills = Number("MLCONNECTOR_KILL_BILLS") ?? 120;
    private readonly int _seed = Number("MLCONNECTOR_KILL_SEED") ?? Random.Shared.Next();

    [Fact]
    public Task Killed_at_random_moments_nothing_is_lost_and_nothing_doubled() => RunAsync(new StageOptions());

    [Fact]
    public Task Killed_with_calls_in_flight_nothing_is_lost_and_nothing_doubled() => RunAsync(new StageOptions(), TimeSpan.FromMilliseconds(40));

    [PostgresFact]
    public Task Killed_on_PostgreSQL_nothing_is_lost_and_nothing_doubled() => RunAsync(new StageOptions { PostgreSql = PostgresCluster.NewDatabase() });

    private async Task RunAsync(StageOptions options, TimeSpan latency = default)
    {
        await using var stage = await KillStage.SetAsync(options with
        {
            Seed = _seed % 1000, Vendors = Math.Max(5, Bills / 10), Bills = Bills / 2, RequestsPerSecond = 100, PollEvery = "PT1S",
        });
        stage.Sandbox.ServiceNow.Settings.Latency = latency;
        try
        {
            await stage.StartAsync();
            await stage.ConnectAsync();
            await KillAgainAndAgainAsync(stage, new Random(_seed));
            await stage.StartAsync();
            await stage.SettleAsync();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"With seed {_seed}: {e.Message}\n{stage.LogTail()}", e);
        }
        (await stage.DifferencesAsync()).ShouldBeEmpty($"MLCONNECTOR_KILL_SEED={_seed}");
        (await stage.CountAsync("Parked")).ShouldBe(0);
    }

    private static async Task KillAgainAndAgainAsync(KillStage stage, Random random)
    {
        var bookkeeper = new Bookkeeper(stage.Company, random.Next());
        for (var kill = 0; kill < Kills; kill++)
        {
            if (kill > 0) stage.Node.Start();
            EnterBills(stage.Company, random, Bills / 2 / Kills);
            // so that kills meet the renewal of tokens too
            if (random.Next(3) == 0) stage.Sandbox.QuickBooks.ExpireAccessTokens(stage.Company.RealmId);
            var working = bookkeeper.WorkAsync(bookkeeper.Done + 5, TimeSpan.FromMilliseconds(20), CancellationToken.None);
            await MomentAsync(stage, random);
            await stage.Node.KillAsync();
            await working;
        }
    }

    private static void EnterBills(QuickBooksCompany company, Random random, int count)
    {
        var vendors = company.Ids("Vendor");
        for (var i = 0; i < count; i++)
            company.AddBill(vendors[random.Next(vendors.Count)], new LineEntry(random.Next(1, 100_000) / 100m, "Materials"), new LineEntry(random.Next(1, 9_999) / 100m, "Freight"));
    }

    /// <summary>Any time while it starts, or in the middle of its writing.</summary>
    private static async Task MomentAsync(KillStage stage, Random random)
    {
        if (random.Next(4) == 0)
        {
            await Task.Delay(random.Next(2_000));
            return;
        }
        var journal = stage.Sandbox.Journal;
        var until = journal.Count("servicenow.*") + random.Next(1, 80);
        await stage.Client.ReadyAsync(CancellationToken.None);
        var deadline = DateTime.UtcNow.AddSeconds(3);
        // when nothing is left to write any moment is as good
        while (journal.Count("servicenow.*") < until && DateTime.UtcNow < deadline) await Task.Delay(1);
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
