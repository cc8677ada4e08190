using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Embedded;

namespace Akka.Persistence.Sql;

/// <summary>The databases that an actor system stores in: plug-ins with the same connection string share one, and its writer.</summary>
internal sealed class SqlDatabases(EngineRuntime runtime) : IDisposable
{
    // what Akka.Persistence.Sql can be told to do otherwise, and this engine does in one way
    private static readonly (string Setting, string Only)[] Fixed =
    [
        ("table-mapping", "default"), ("tag-write-mode", "TagTable"), ("delete-compatibility-mode", "false"),
        ("default.journal.use-writer-uuid-column", "true"), ("default.schema-name", ""),
        ("default.journal.table-name", "journal"), ("default.tag.table-name", "tags"), ("default.snapshot.table-name", "snapshot"),
    ];

    private readonly ConcurrentDictionary<(string Provider, string ConnectionString), Lazy<SqlDatabase>> _databases = [];

    internal SqlDatabase ForEvents(Configuration.Config config) => Open(config, dialect => dialect.CreateJournal);

    internal SqlDatabase ForSnapshots(Configuration.Config config) => Open(config, dialect => dialect.CreateSnapshots);

    public void Dispose()
    {
        foreach (var database in _databases.Values.Where(made => made.IsValueCreated)) database.Value.Dispose();
    }

    private SqlDatabase Open(Configuration.Config config, Func<SqlDialect, string> tables)
    {
        foreach (var (setting, only) in Fixed)
            if (!Same(config.GetString(setting, only), only))
                throw new ConfigurationException($"The embedded engine's SQL persistence has {setting} = '{only}' alone. Others need AkkaEngine=packages.");
        var connectionString = config.GetString("connection-string", "");
        if (connectionString.Length == 0) throw new ConfigurationException("A SQL journal or snapshot store needs a connection-string.");
        var database = _databases.GetOrAdd((config.GetString("provider-name", ""), connectionString), key => new Lazy<SqlDatabase>(
            () => new SqlDatabase(SqlDialect.Of(key.Provider, key.ConnectionString), runtime))).Value;
        if (config.GetBoolean("auto-initialize", true)) database.Create(tables(database.Dialect));
        return database;
    }

    private static bool Same(string value, string only) => value == only || (value, only) is ("on", "true") or ("off", "false");
}
