using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Hosting;

public enum DatabaseMapping
{
    Default,
    SqlServer,
    Sqlite,
    PostgreSql,
    MySql,
}

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
        if ((databaseMapping ?? DatabaseMapping.Default) != DatabaseMapping.Default || useWriterUuidColumn == false)
            throw new ConfigurationException("The embedded engine has the default mapping with its writer_uuid column alone. Others need AkkaEngine=packages.");
        var journal = new SqlJournalOptions(isDefaultPlugin, pluginIdentifier)
        {
            ConnectionString = connectionString,
            ProviderName = providerName,
            AutoInitialize = autoInitialize,
            TagStorageMode = tagStorageMode,
            DeleteCompatibilityMode = deleteCompatibilityMode,
        };
        var snapshots = new SqlSnapshotOptions(isDefaultPlugin, pluginIdentifier)
        {
            ConnectionString = connectionString,
            ProviderName = providerName,
            AutoInitialize = autoInitialize,
        };
        journalBuilder?.Invoke(journal.Adapters);
        var schema = new StringBuilder().Setting(journal.PluginId, "default.schema-name", schemaName).Setting(snapshots.PluginId, "default.schema-name", schemaName);
        return builder
            .WithSqlPersistence(mode == PersistenceMode.SnapshotStore ? null : journal, mode == PersistenceMode.Journal ? null : snapshots)
            .AddHocon(schema.ToString(), HoconAddMode.Prepend);
    }

    public static AkkaConfigurationBuilder WithSqlPersistence(
        this AkkaConfigurationBuilder builder, SqlJournalOptions? journalOptions = null, SqlSnapshotOptions? snapshotOptions = null)
    {
        if (journalOptions is not null) builder.WithJournal(journalOptions);
        if (snapshotOptions is not null) builder.WithSnapshot(snapshotOptions);
        return builder;
    }

    /// <summary>Writes a setting that was made; one that was not leaves no trace.</summary>
    internal static StringBuilder Setting(this StringBuilder sb, string pluginId, string key, object? value) => value is null
        ? sb
        : sb.AppendLine($"{pluginId}.{key} = \"{value.ToString()!.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
}
