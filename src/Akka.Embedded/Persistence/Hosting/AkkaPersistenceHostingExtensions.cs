using Akka.Hosting;

namespace Akka.Persistence.Hosting;

public static class AkkaPersistenceHostingExtensions
{
    public static AkkaConfigurationBuilder WithJournal(this AkkaConfigurationBuilder builder, JournalOptions journalOptions) =>
        builder.AddHocon(journalOptions.ToConfig(), HoconAddMode.Prepend);

    public static AkkaConfigurationBuilder WithJournal(
        this AkkaConfigurationBuilder builder, string journalId, Action<AkkaPersistenceJournalBuilder> journalBuilder)
    {
        var journal = new AkkaPersistenceJournalBuilder(journalId, builder);
        journalBuilder(journal);
        journal.Build();
        return builder;
    }

    public static AkkaConfigurationBuilder WithSnapshot(this AkkaConfigurationBuilder builder, SnapshotOptions snapshotOptions) =>
        builder.AddHocon(snapshotOptions.ToConfig(), HoconAddMode.Prepend);

    public static AkkaConfigurationBuilder WithInMemoryJournal(
        this AkkaConfigurationBuilder builder, Action<AkkaPersistenceJournalBuilder> journalBuilder, string journalId = "inmem", bool isDefaultPlugin = true)
    {
        builder.AddHocon($"akka.persistence.journal.{journalId}.class = \"Akka.Persistence.Journal.MemoryJournal, Akka.Persistence\"", HoconAddMode.Prepend);
        if (isDefaultPlugin) builder.AddHocon($"akka.persistence.journal.plugin = akka.persistence.journal.{journalId}", HoconAddMode.Prepend);
        return builder.WithJournal(journalId, journalBuilder);
    }

    public static AkkaConfigurationBuilder WithInMemorySnapshotStore(
        this AkkaConfigurationBuilder builder, string snapshotStoreId = "inmem", bool isDefaultPlugin = true)
    {
        builder.AddHocon(
            $"akka.persistence.snapshot-store.{snapshotStoreId}.class = \"Akka.Persistence.Snapshot.MemorySnapshotStore, Akka.Persistence\"", HoconAddMode.Prepend);
        return isDefaultPlugin
            ? builder.AddHocon($"akka.persistence.snapshot-store.plugin = akka.persistence.snapshot-store.{snapshotStoreId}", HoconAddMode.Prepend)
            : builder;
    }
}
