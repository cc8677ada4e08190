using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence;

public sealed class Persistence : ExtensionIdProvider<PersistenceExtension>
{
    private static readonly Config Default = ConfigurationFactory.ParseString("""
        akka.persistence {
          max-concurrent-recoveries = 50
          journal {
            plugin = "akka.persistence.journal.inmem"
            inmem.class = "Akka.Persistence.Journal.MemoryJournal, Akka.Persistence"
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.inmem"
            inmem.class = "Akka.Persistence.Snapshot.MemorySnapshotStore, Akka.Persistence"
          }
        }
        """);

    public static Persistence Instance { get; } = new();

    public static Config DefaultConfig() => Default;

    public override PersistenceExtension CreateExtension(ExtendedActorSystem system) => new(system);
}
