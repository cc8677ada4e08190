using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql;

internal sealed class SqliteDialect : SqlDialect
{
    private const int ConstraintViolated = 19, TooBig = 18;

    private readonly string _connectionString;

    // Sessions are kept by SqlDatabase; the provider's own pool would hold the file open after the last of them is gone.
    internal SqliteDialect(string connectionString) =>
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();

    /// <summary>FULL flushes the log at each commit, so that what was acknowledged outlives a power cut; the time-out rides out other writers.</summary>
    internal override DbConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout = 15000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";
        command.ExecuteNonQuery();
        return connection;
    }

    internal override string Create(JournalTables tables) => $"""
        CREATE TABLE IF NOT EXISTS {tables.JournalName} (
            ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            created BigInt NOT NULL,
            deleted Bit NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            message VarBinary NOT NULL,
            manifest NVarChar(500) NULL,
            identifier INTEGER NULL,
            writer_uuid NVarChar(128) NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS {tables.Journal}_uq ON {tables.JournalName} (persistence_id, sequence_number);
        CREATE INDEX IF NOT EXISTS {tables.Journal}_created_idx ON {tables.JournalName} (created);
        CREATE INDEX IF NOT EXISTS {tables.Journal}_sequence_number_idx ON {tables.JournalName} (sequence_number);
        CREATE TABLE IF NOT EXISTS {tables.TagsName} (
            ordering_id INTEGER NOT NULL,
            tag NVarChar(64) NOT NULL,
            sequence_nr INTEGER NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            CONSTRAINT PK_{tables.Tags} PRIMARY KEY (ordering_id, tag));
        CREATE INDEX IF NOT EXISTS {tables.Tags}_persistence_id_sequence_nr_idx ON {tables.TagsName} (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS {tables.Tags}_tag_idx ON {tables.TagsName} (tag);
        """;

    internal override string Create(SnapshotTable table) => $"""
        CREATE TABLE IF NOT EXISTS {table.Name} (
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            created BigInt NOT NULL,
            snapshot VarBinary NULL,
            manifest NVarChar(500) NULL,
            serializer_id INTEGER NULL,
            CONSTRAINT PK_{table.Table} PRIMARY KEY (persistence_id, sequence_number));
        CREATE INDEX IF NOT EXISTS {table.Table}_sequence_number_idx ON {table.Name} (sequence_number);
        CREATE INDEX IF NOT EXISTS {table.Table}_created_idx ON {table.Name} (created);
        """;

    internal override void Append(SqlSession session, JournalTables tables, IEnumerable<AppendEvents> writes)
    {
        var insert = $"""
            INSERT INTO {tables.JournalName} (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            VALUES (@created, 0, @id, @nr, @message, @manifest, @serializer, @writer)
            """;
        var tag = $"INSERT INTO {tables.TagsName} (ordering_id, tag, sequence_nr, persistence_id) SELECT max(ordering), @tag, @nr, @id FROM {tables.JournalName}";
        foreach (var append in writes)
        foreach (var e in append.Write.Stored)
        {
            session.Execute(insert, ("@created", append.Created), ("@id", append.Write.PersistenceId), ("@nr", e.SequenceNr), ("@message", e.Stored.Bytes),
                ("@manifest", e.Stored.Manifest), ("@serializer", e.Stored.SerializerId), ("@writer", tables.Writer));
            foreach (var name in e.Tags)
                session.Execute(tag, ("@tag", name), ("@nr", e.SequenceNr), ("@id", append.Write.PersistenceId));
        }
    }

    internal override bool IsFaultOfData(DbException e) => e is SqliteException { SqliteErrorCode: ConstraintViolated or TooBig };

    internal override string JoinedTags(JournalTables tables) =>
        $"(SELECT group_concat(tag, ';') FROM {tables.TagsName} WHERE ordering_id = j.ordering)";

    internal override string TagIs => "+t.tag = @tag";
}
