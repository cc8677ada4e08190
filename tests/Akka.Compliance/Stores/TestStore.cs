using System.Data.Common;
using Akka.Configuration;
using Akka.Persistence.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tests.Shared;

namespace Compliance.Stores;

/// <summary>A fresh store, and the configuration that makes an actor system use it.</summary>
public abstract class TestStore : IDisposable
{
    public abstract Config Config { get; }

    public virtual void Dispose() => GC.SuppressFinalize(this);
}

/// <summary>A store in a database, whose rows a test can look at.</summary>
public abstract class SqlStore(string provider, string connectionString) : TestStore
{
    public string ConnectionString => connectionString;

    public string Hocon => $$"""
        akka.persistence {
          journal {
            plugin = "akka.persistence.journal.sql"
            sql {
              connection-string = "{{connectionString}}"
              provider-name = "{{provider}}"
              parallelism = 1
              read-isolation-level = read-uncommitted
            }
          }
          snapshot-store {
            plugin = "akka.persistence.snapshot-store.sql"
            sql {
              connection-string = "{{connectionString}}"
              provider-name = "{{provider}}"
              parallelism = 1
              read-isolation-level = read-uncommitted
            }
          }
          query.journal.sql {
            connection-string = "{{connectionString}}"
            provider-name = "{{provider}}"
            write-plugin = "akka.persistence.journal.sql"
            read-isolation-level = read-uncommitted
          }
        }
        """;

    public override Config Config => ConfigurationFactory.ParseString(Hocon).WithFallback(SqlPersistence.DefaultConfiguration);

    public List<object?[]> Rows(string query)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
        return rows;
    }

    public void Execute(string statement)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    protected abstract DbConnection Connect();

    private DbConnection Open()
    {
        var connection = Connect();
        connection.Open();
        return connection;
    }
}

public sealed class SqliteStore : SqlStore
{
    private readonly string _folder;

    public SqliteStore() : this(Directory.CreateTempSubdirectory("sqlite-test-").FullName) { }

    private SqliteStore(string folder) : base("SQLite.MS", $"Data Source={Path.Combine(folder, "store.db")}")
    {
        _folder = folder;
        // kept in the file: Akka.Persistence.Sql leaves the choice to whoever makes it
        Execute("PRAGMA journal_mode = WAL");
    }

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        base.Dispose();
    }

    protected override DbConnection Connect() => new SqliteConnection(ConnectionString + ";Pooling=False");
}

public sealed class PostgresStore() : SqlStore("PostgreSQL.15", PostgresCluster.NewDatabase())
{
    protected override DbConnection Connect() => new NpgsqlConnection(ConnectionString + ";Pooling=False");
}
