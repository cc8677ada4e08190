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
        if ((databaseMapping ?? DatabaseMapping.Default) != DatabaseMapping.Default || journalBuilder is not null)
            throw new ConfigurationException("The embedded engine has the default mapping, and event adapters in HOCON. Others need AkkaEngine=packages.");
        var hocon = new StringBuilder();
        if (mode != PersistenceMode.SnapshotStore) Plugin("journal", "Journal.SqlWriteJournal");
        if (mode != PersistenceMode.Journal) Plugin("snapshot-store", "Snapshot.SqlSnapshotStore");
        var query = $"akka.persistence.query.journal.{pluginIdentifier}";
        hocon.Add($"{query}.class", "Akka.Persistence.Sql.Query.SqlReadJournalProvider, Akka.Persistence.Sql");
        hocon.Add($"{query}.write-plugin", $"akka.persistence.journal.{pluginIdentifier}");
        return builder.AddHocon(hocon.ToString(), HoconAddMode.Prepend);

        void Plugin(string kind, string type)
        {
            var plugin = $"akka.persistence.{kind}.{pluginIdentifier}";
            if (isDefaultPlugin) hocon.Add($"akka.persistence.{kind}.plugin", plugin);
            hocon.Add($"{plugin}.class", $"Akka.Persistence.Sql.{type}, Akka.Persistence.Sql");
            hocon.Add($"{plugin}.connection-string", connectionString);
            hocon.Add($"{plugin}.provider-name", providerName);
            hocon.Add($"{plugin}.auto-initialize", autoInitialize);
            hocon.Add($"{plugin}.tag-write-mode", tagStorageMode);
            hocon.Add($"{plugin}.delete-compatibility-mode", deleteCompatibilityMode);
            hocon.Add($"{plugin}.default.journal.use-writer-uuid-column", useWriterUuidColumn);
            hocon.Add($"{plugin}.default.schema-name", schemaName);
        }
    }
}
