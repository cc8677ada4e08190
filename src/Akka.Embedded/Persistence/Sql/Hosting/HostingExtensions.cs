using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Hosting;

public static class HostingExtensions
{
    /// <summary>Keeps journal, snapshots or both in a SQL database: "SQLite.MS" or "PostgreSQL.15" on this engine.</summary>
    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder,
        string connectionString,
        string providerName,
        PersistenceMode mode = PersistenceMode.Both,
        string? schemaName = null,
        Action<AkkaPersistenceJournalBuilder>? journalBuilder = null,
        bool autoInitialize = true,
        string pluginIdentifier = "sql",
        bool isDefaultPlugin = true,
        DatabaseMapping? databaseMapping = null,
        TagMode? tagStorageMode = null,
        bool? deleteCompatibilityMode = null,
        bool? useWriterUuidColumn = null)
    {
        var mapping = databaseMapping ?? DatabaseMapping.Default;
        var journal = new SqlJournalOptions(isDefaultPlugin, pluginIdentifier)
        {
            ConnectionString = connectionString,
            ProviderName = providerName,
            AutoInitialize = autoInitialize,
            TagStorageMode = tagStorageMode,
            DeleteCompatibilityMode = deleteCompatibilityMode,
            DatabaseOptions = new JournalDatabaseOptions(mapping)
            {
                SchemaName = schemaName,
                JournalTable = new JournalTableOptions { UseWriterUuidColumn = useWriterUuidColumn },
            },
        };
        var snapshots = new SqlSnapshotOptions(isDefaultPlugin, pluginIdentifier)
        {
            ConnectionString = connectionString,
            ProviderName = providerName,
            AutoInitialize = autoInitialize,
            DatabaseOptions = new SnapshotDatabaseOptions(mapping) { SchemaName = schemaName },
        };
        journalBuilder?.Invoke(journal.Adapters);
        if (mode != PersistenceMode.SnapshotStore) builder.WithJournal(journal);
        if (mode != PersistenceMode.Journal) builder.WithSnapshot(snapshots);
        return builder;
    }

    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder, Action<SqlJournalOptions>? journalOptionConfigurator = null,
        Action<SqlSnapshotOptions>? snapshotOptionConfigurator = null, bool isDefaultPlugin = true)
    {
        var journal = journalOptionConfigurator is null ? null : new SqlJournalOptions(isDefaultPlugin);
        var snapshots = snapshotOptionConfigurator is null ? null : new SqlSnapshotOptions(isDefaultPlugin);
        if (journal is not null) journalOptionConfigurator!(journal);
        if (snapshots is not null) snapshotOptionConfigurator!(snapshots);
        return builder.WithSqlPersistence(journal, snapshots);
    }

    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder, SqlJournalOptions? journalOptions = null, SqlSnapshotOptions? snapshotOptions = null)
    {
        if (journalOptions is null && snapshotOptions is null) throw new ArgumentException("Neither a journal nor a snapshot store was given.");
        if (journalOptions is not null) builder.WithJournal(journalOptions);
        return snapshotOptions is null ? builder : builder.WithSnapshot(snapshotOptions);
    }
}
