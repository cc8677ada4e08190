using System.Data.Common;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MlConnector.Actors.Secrets;

/// <summary>The key ring in the store, where every node on that store finds it.</summary>
internal sealed class KeyRingTable(ConnectorOptions options) : IXmlRepository
{
    private const string Schema =
        "CREATE TABLE IF NOT EXISTS data_protection_key (name TEXT NOT NULL PRIMARY KEY, xml TEXT NOT NULL)";

    public void Prepare()
    {
        if (options.Provider == StoreProvider.Sqlite && Path.GetDirectoryName(new SqliteConnectionStringBuilder(options.ConnectionString).DataSource) is { Length: > 0 } folder)
            Directory.CreateDirectory(folder);
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        // two nodes that start at once must not both create
        if (options.Provider == StoreProvider.PostgreSql) connection.Execute("SELECT pg_advisory_xact_lock(7311)", transaction: transaction);
        connection.Execute(Schema, transaction: transaction);
        transaction.Commit();
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = Open();
        return [.. connection.Query<string>("SELECT xml FROM data_protection_key").Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = Open();
        connection.Execute(
            "INSERT INTO data_protection_key (name, xml) VALUES (@name, @xml)",
            new { name = friendlyName, xml = element.ToString(SaveOptions.DisableFormatting) });
    }

    private DbConnection Open()
    {
        DbConnection connection = options.Provider == StoreProvider.Sqlite
            ? new SqliteConnection(options.ConnectionString)
            : new NpgsqlConnection(options.ConnectionString);
        connection.Open();
        if (options.Provider == StoreProvider.Sqlite) connection.Execute("PRAGMA busy_timeout = 5000");
        return connection;
    }
}
