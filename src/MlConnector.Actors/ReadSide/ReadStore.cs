using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace MlConnector.Actors.ReadSide;

/// <summary>The tables that lists and counts are read from, in the store that the journal is in too.</summary>
public sealed class ReadStore(ConnectorOptions options)
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS realm (
            realm_id TEXT NOT NULL PRIMARY KEY,
            sequence_number BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS entity (
            realm_id TEXT NOT NULL,
            type TEXT NOT NULL,
            id TEXT NOT NULL,
            status TEXT NOT NULL,
            reason_code TEXT NULL,
            reason_text TEXT NULL,
            reason_next_step TEXT NULL,
            number BIGINT NOT NULL,
            sync_token BIGINT NOT NULL,
            source_updated_at BIGINT NULL,
            changed_at BIGINT NOT NULL,
            change BIGINT NOT NULL,
            PRIMARY KEY (realm_id, type, id));
        CREATE INDEX IF NOT EXISTS entity_change_idx ON entity (realm_id, change);
        CREATE INDEX IF NOT EXISTS entity_status_idx ON entity (realm_id, status, change);
        CREATE TABLE IF NOT EXISTS service_now_calls (
            realm_id TEXT NOT NULL,
            month TEXT NOT NULL,
            calls BIGINT NOT NULL,
            PRIMARY KEY (realm_id, month));
        CREATE TABLE IF NOT EXISTS quick_books_calls (
            month TEXT NOT NULL PRIMARY KEY,
            calls BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS poll_demand (
            realm_id TEXT NOT NULL PRIMARY KEY,
            polls BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS authorization_state (
            nonce TEXT NOT NULL PRIMARY KEY,
            expires_at BIGINT NOT NULL);
        CREATE TABLE IF NOT EXISTS projection (
            name TEXT NOT NULL PRIMARY KEY,
            position BIGINT NOT NULL);
        """;

    public bool IsSqlite => options.Provider == StoreProvider.Sqlite;

    public async Task<DbConnection> OpenAsync(CancellationToken ct)
    {
        DbConnection connection = IsSqlite ? new SqliteConnection(options.ConnectionString) : new NpgsqlConnection(options.ConnectionString);
        await connection.OpenAsync(ct);
        // a writer waits for the journal's transactions, which share the file and its log: their flush to disk takes the read side's commits with it,
        // and a commit that a power cut takes back takes the position back too
        if (IsSqlite) await connection.ExecuteAsync("PRAGMA busy_timeout = 5000; PRAGMA synchronous = NORMAL");
        return connection;
    }

    public async Task PrepareAsync(CancellationToken ct)
    {
        if (IsSqlite && new SqliteConnectionStringBuilder(options.ConnectionString).DataSource is { Length: > 0 } file
            && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        await using var connection = await OpenAsync(ct);
        if (IsSqlite) await connection.ExecuteAsync("PRAGMA journal_mode = WAL");
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // two nodes that start at once must not both create
        if (!IsSqlite) await connection.ExecuteAsync("SELECT pg_advisory_xact_lock(7310)", transaction: transaction);
        await connection.ExecuteAsync(Schema, transaction: transaction);
        await transaction.CommitAsync(ct);
    }
}
