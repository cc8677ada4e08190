using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Embedded;
using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>The databases that an actor system stores in: plug-ins with the same connection string share one, and its writer.</summary>
internal sealed class SqlDatabases(EngineRuntime runtime) : IDisposable
{
    private readonly ConcurrentDictionary<(string Provider, string ConnectionString), Lazy<SqlDatabase>> _databases = [];

    internal SqlEvents Events(Configuration.Config config, PayloadCodec codec)
    {
        var database = Open(config);
        Refuse(config.GetString("tag-write-mode", "TagTable") != "TagTable", "tag-write-mode", "TagTable");
        Refuse(config.GetBoolean("delete-compatibility-mode", false), "delete-compatibility-mode", "false");
        Refuse(!config.GetBoolean("default.journal.use-writer-uuid-column", true), "use-writer-uuid-column", "true");
        var tables = new JournalTables(Schema(config), config.GetString("default.journal.table-name", "journal"), config.GetString("default.tag.table-name", "tags"));
        if (config.GetBoolean("auto-initialize", true)) database.Create(database.Dialect.Create(tables));
        return new SqlEvents(database, tables, codec);
    }

    internal SqlSnapshots Snapshots(Configuration.Config config, PayloadCodec codec)
    {
        var database = Open(config);
        var table = new SnapshotTable(Schema(config), config.GetString("default.snapshot.table-name", "snapshot"));
        if (config.GetBoolean("auto-initialize", true)) database.Create(database.Dialect.Create(table));
        return new SqlSnapshots(database, table, codec);
    }

    public void Dispose()
    {
        foreach (var database in _databases.Values.Where(made => made.IsValueCreated)) database.Value.Dispose();
    }

    private SqlDatabase Open(Configuration.Config config)
    {
        Refuse(config.GetString("table-mapping", "default") != "default", "table-mapping", "default");
        var provider = config.GetString("provider-name", "");
        var connectionString = config.GetString("connection-string", "");
        if (connectionString.Length == 0) throw new ConfigurationException("A SQL journal or snapshot store needs a connection-string.");
        return _databases.GetOrAdd((provider, connectionString), key => new Lazy<SqlDatabase>(
            () => new SqlDatabase(SqlDialect.Of(key.Provider, key.ConnectionString), runtime))).Value;
    }

    private static string? Schema(Configuration.Config config) => config.GetString("default.schema-name", null);

    private static void Refuse(bool refused, string setting, string only)
    {
        if (refused) throw new ConfigurationException($"The embedded engine's SQL persistence knows {setting} = {only} alone. Other values need AkkaEngine=packages.");
    }
}
