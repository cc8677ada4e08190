using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Persistence;
using Microsoft.Data.Sqlite;

namespace Akka.Embedded.Tests.Persistence;

/// <summary>Persistent actors on a real database file, on one thread and from a seed: the seam holds for storage too.</summary>
public sealed class SimulatedPersistenceTests
{
    [Fact]
    public void Two_runs_of_one_seed_take_the_same_steps() => Run(seed: 7).ShouldBe(Run(seed: 7));

    [Fact]
    public void Different_seeds_take_different_steps() => Run(seed: 7).ShouldNotBe(Run(seed: 8));

    private static List<string> Run(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("simulated-").FullName;
        var runtime = new SimulatedRuntime(seed, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var config = ConfigurationFactory.ParseString($$"""
            akka.persistence {
              journal { plugin = akka.persistence.journal.sql, sql { provider-name = SQLite.MS, connection-string = "Data Source={{folder}}/store.db" } }
              snapshot-store { plugin = akka.persistence.snapshot-store.sql, sql { provider-name = SQLite.MS, connection-string = "Data Source={{folder}}/store.db" } }
            }
            """);
        var system = ActorSystem.Create("simulated", ActorSystemSetup.Create(new EngineSetup(runtime), BootstrapSetup.Create().WithConfig(config)));
        var trace = new List<string>();
        var actors = Enumerable.Range(0, 10).Select(i => system.ActorOf(Props.Create(() => new Tracer($"tracer-{i}", trace)), $"tracer-{i}")).ToArray();
        for (var n = 0; n < 5; n++)
            foreach (var actor in actors) actor.Tell($"{n}", ActorRefs.NoSender);
        runtime.RunUntilIdle();
        trace.Count.ShouldBe(10 + 10 * 5);
        _ = system.Terminate();
        runtime.RunUntilIdle();
        trace.AddRange(Created(folder));
        Directory.Delete(folder, recursive: true);
        return trace;
    }

    private static IEnumerable<string> Created(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={folder}/store.db;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT ordering, persistence_id, sequence_number, created FROM journal ORDER BY ordering";
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add($"{reader.GetInt64(0)} {reader.GetString(1)} {reader.GetInt64(2)} {reader.GetInt64(3)}");
        return rows;
    }

    private sealed class Tracer : ReceivePersistentActor
    {
        public Tracer(string id, List<string> trace)
        {
            PersistenceId = id;
            Recover<RecoveryCompleted>(_ => trace.Add($"{id} recovered"));
            Command<string>(text => Persist(text, _ => trace.Add($"{id} {text}")));
        }

        public override string PersistenceId { get; }
    }
}
