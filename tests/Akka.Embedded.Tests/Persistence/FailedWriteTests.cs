using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence;
using Microsoft.Data.Sqlite;
using Tests.Shared;

namespace Akka.Embedded.Tests.Persistence;

/// <summary>Actors share a transaction, and yet a write that fails is its own actor's alone.</summary>
public sealed class FailedWriteTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Leaves_the_neighbours_alone_on_Sqlite()
    {
        var folder = Directory.CreateTempSubdirectory("failed-write-").FullName;
        await LeavesNeighboursAlone("SQLite.MS", $"Data Source={folder}/store.db");
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [PostgresFact]
    public Task Leaves_the_neighbours_alone_on_Postgres() => LeavesNeighboursAlone("PostgreSQL.15", PostgresCluster.NewDatabase());

    private static async Task LeavesNeighboursAlone(string provider, string connectionString)
    {
        using var system = ActorSystem.Create("neighbours", ConfigurationFactory.ParseString($$"""
            akka.persistence {
              journal { plugin = akka.persistence.journal.sql, sql { provider-name = "{{provider}}", connection-string = "{{connectionString}}" } }
              snapshot-store { plugin = akka.persistence.snapshot-store.sql, sql { provider-name = "{{provider}}", connection-string = "{{connectionString}}" } }
            }
            """));
        var neighbours = Enumerable.Range(0, 20).Select(n => Start($"neighbour-{n}")).ToArray();
        var (first, second) = (Start("mine"), Start("mine"));
        // both have recovered before the first one writes: the second one's number is then taken
        await second.Ask<int>("how many", Patience);
        await first.Ask<int>("count", Patience);

        second.Tell("count", ActorRefs.NoSender);
        var counts = await Task.WhenAll(neighbours.Select(n => n.Ask<int>("count", Patience)));

        counts.ShouldAllBe(count => count == 1);
        (await Start("mine").Ask<int>("how many", Patience)).ShouldBe(1);
        await system.Terminate();

        IActorRef Start(string id) => system.ActorOf(Props.Create(() => new Counter(id)));
    }

    private sealed class Counter : ReceivePersistentActor
    {
        private int _count;

        public Counter(string id)
        {
            PersistenceId = id;
            Recover<string>(_ => _count++);
            Command<string>(_ => Sender.Tell(_count), m => m == "how many");
            Command<string>(m => Persist(m, _ => Sender.Tell(++_count)));
        }

        public override string PersistenceId { get; }
    }
}
