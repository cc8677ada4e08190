using Microsoft.Data.Sqlite;
using MlConnector.Actors;
using Tests.Shared;

namespace MlConnector.Benchmarks.Stores;

/// <summary>Makes stores of one kind, each new and empty, every commit flushed to disk.</summary>
internal sealed record StoreFactory(string Name, StoreProvider Provider, Func<Store> Create)
{
    public static StoreFactory Sqlite { get; } = new("SQLite", StoreProvider.Sqlite, () =>
    {
        var folder = Directory.CreateTempSubdirectory("ml-connector-bench-").FullName;
        return new Store(StoreProvider.Sqlite, $"Data Source={Path.Combine(folder, "store.db")}", () =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        });
    });

    private static StoreFactory Postgres { get; } = new("PostgreSQL", StoreProvider.PostgreSql, () =>
    {
        PostgresCluster.Durable = true;
        return new Store(StoreProvider.PostgreSql, PostgresCluster.NewDatabase(), () => { });
    });

    public static StoreFactory? Find(string name) => name switch
    {
        "sqlite" => Sqlite,
        "postgres" => Postgres,
        _ => null,
    };
}

internal sealed class Store(StoreProvider provider, string connectionString, Action delete) : IDisposable
{
    public StoreProvider Provider => provider;

    public string ConnectionString => connectionString;

    public string ProviderName => provider == StoreProvider.Sqlite ? "SQLite.MS" : "PostgreSQL.15";

    public void Dispose() => delete();
}
