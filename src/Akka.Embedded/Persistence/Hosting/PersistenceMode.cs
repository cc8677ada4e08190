namespace Akka.Persistence.Hosting;

public enum PersistenceMode
{
    Both,
    Journal,
    SnapshotStore,
}

/// <summary>Would bind event adapters in code: on this engine HOCON does, in the same words for all versions of Akka.Hosting.</summary>
public sealed class AkkaPersistenceJournalBuilder
{
    private AkkaPersistenceJournalBuilder() { }
}
