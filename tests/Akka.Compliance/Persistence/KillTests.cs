using System.Diagnostics;
using Akka.Actor;
using Compliance.Stores;
using Tests.Shared;

namespace Compliance.Persistence;

/// <summary>A process that persists and acknowledges is killed without warning: every event that it had acknowledged is there.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Acknowledged_events_outlive_a_kill_on_Sqlite() => await SurvivesKills(new SqliteStore());

    [PostgresFact]
    public async Task Acknowledged_events_outlive_a_kill_on_Postgres() => await SurvivesKills(new PostgresStore());

    private static async Task SurvivesKills(SqlStore store)
    {
        using var _ = store;
        var config = Path.GetTempFileName();
        await File.WriteAllTextAsync(config, store.Hocon);
        var acknowledged = new Dictionary<string, long>();
        for (var kill = 1; kill <= 3; kill++) await RunAndKill(config, acknowledged, afterLines: kill * 500);
        File.Delete(config);

        using var system = ActorSystem.Create("survivor", store.Config);
        foreach (var (id, sequenceNr) in acknowledged)
        {
            var counter = system.ActorOf(Props.Create(() => new KillableCounter(id)));
            (await counter.Ask<long>("how many", Patience)).ShouldBeGreaterThanOrEqualTo(sequenceNr);
        }
        await system.Terminate();
        store.Rows("SELECT persistence_id FROM journal GROUP BY persistence_id HAVING COUNT(*) <> MAX(sequence_number)").ShouldBeEmpty();
    }

    private static async Task RunAndKill(string config, Dictionary<string, long> acknowledged, int afterLines)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(KillTests).Assembly.Location, "count-until-killed", config]) { RedirectStandardOutput = true })!;
        for (var lines = 0; await process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line; lines++)
        {
            if (line.Split(' ') is [var id, var sequenceNr]) acknowledged[id] = long.Parse(sequenceNr);
            if (lines == afterLines) process.Kill();
        }
        await process.WaitForExitAsync();
        acknowledged.ShouldNotBeEmpty();
    }
}
