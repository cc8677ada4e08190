using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using MlConnector.Node.Demo;
using MlConnector.Node.Tests.Kills;
using MlConnector.Sandbox.QuickBooks;
using Npgsql;
using Tests.Shared;

namespace MlConnector.Node.Tests.Engines;

/// <summary>
/// Two nodes take turns on one store, and each finds what the other left: events, snapshots, credentials, work under way.
/// MLCONNECTOR_OTHER_NODE names the MlConnector.Node.dll of another build, on the other engine say; without it both are this one.
/// </summary>
public sealed class ExchangedStoreTests
{
    private const int Turns = 3;
    // each makes two events or more: enough for a snapshot of the bill in every turn
    private const int EditsOfOneBill = 26;
    private static readonly string? Other = Environment.GetEnvironmentVariable("MLCONNECTOR_OTHER_NODE");

    [Fact]
    public Task Nodes_that_take_turns_on_a_SQLite_store_lose_nothing() => TakeTurnsAsync(new StageOptions());

    [PostgresFact]
    public Task Nodes_that_take_turns_on_a_PostgreSQL_store_lose_nothing() => TakeTurnsAsync(new StageOptions { PostgreSql = PostgresCluster.NewDatabase() });

    private static async Task TakeTurnsAsync(StageOptions options)
    {
        await using var stage = await KillStage.SetAsync(options with { Seed = 7, Vendors = 10, Bills = 40 });
        var bookkeeper = new Bookkeeper(stage.Company, seed: 7);
        var edited = stage.Company.Ids("Bill")[0];
        var snapshots = new List<long>();
        for (var turn = 0; turn < Turns; turn++)
        {
            await stage.StartAsync(turn % 2 == 0 ? null : Other);
            if (turn == 0) await stage.ConnectAsync();
            await stage.SettleAsync();
            (await stage.DifferencesAsync()).ShouldBeEmpty($"in turn {turn}\n{stage.LogTail()}");
            await EditAgainAndAgainAsync(stage, edited);
            snapshots.Add(await ValueAsync(stage, $"SELECT MAX(sequence_number) FROM snapshot WHERE persistence_id LIKE '%{edited}'"));
            await LeaveInTheMiddleAsync(stage, bookkeeper, gently: turn == 0);
        }
        await stage.StartAsync(Other);
        await stage.SettleAsync();

        (await stage.DifferencesAsync()).ShouldBeEmpty(stage.LogTail());
        (await stage.CountAsync("Parked")).ShouldBe(0);
        snapshots.Distinct().Count().ShouldBe(Turns);
        (await ValueAsync(stage, "SELECT COUNT(DISTINCT writer_uuid) FROM journal")).ShouldBe(Turns + 1);
    }

    private static async Task EditAgainAndAgainAsync(KillStage stage, string bill)
    {
        for (var edit = 0; edit < EditsOfOneBill; edit++)
        {
            stage.Company.Edit("Bill", bill, content => content["PrivateNote"] = $"edit {edit}");
            await stage.SettleAsync();
        }
    }

    private static async Task LeaveInTheMiddleAsync(KillStage stage, Bookkeeper bookkeeper, bool gently)
    {
        var vendors = stage.Company.Ids("Vendor");
        for (var i = 0; i < 30; i++) stage.Company.AddBill(vendors[i % vendors.Count], new LineEntry(i + 0.25m, "Materials"), new LineEntry(1, "Freight"));
        await bookkeeper.WorkAsync(bookkeeper.Done + 10, TimeSpan.FromMilliseconds(1), CancellationToken.None);
        var under = stage.Sandbox.Journal.Count("servicenow.*") + 20;
        await stage.PollAsync();
        await stage.UntilAsync(() => stage.Sandbox.Journal.Count("servicenow.*") >= under, "the bills are being written");
        if (gently) await StopAsync(stage.Node.Id);
        await stage.Node.KillAsync();
    }

    private static async Task StopAsync(int id)
    {
        using var node = System.Diagnostics.Process.GetProcessById(id);
        System.Diagnostics.Process.Start("kill", ["-TERM", id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        await node.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
    }

    private static async Task<long> ValueAsync(KillStage stage, string query)
    {
        await using DbConnection connection = stage.Options.PostgreSql is { } database
            ? new NpgsqlConnection(database)
            : new SqliteConnection($"Data Source={stage.Store};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = query;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
