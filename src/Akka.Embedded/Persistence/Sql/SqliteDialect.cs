using System.Data.Common;
using Akka.Persistence.Store;
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

    internal override string CreateJournal => """
        CREATE TABLE IF NOT EXISTS journal (
            ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            created BigInt NOT NULL,
            deleted Bit NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            message VarBinary NOT NULL,
            manifest NVarChar(500) NULL,
            identifier INTEGER NULL,
            writer_uuid NVarChar(128) NULL);
        CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id INTEGER NOT NULL,
            tag NVarChar(64) NOT NULL,
            sequence_nr INTEGER NOT NULL,
            persistence_id NVarChar(255) NOT NULL,
            CONSTRAINT PK_tags PRIMARY KEY (ordering_id, tag));
        """ + JournalIndexes;

    internal override string CreateSnapshots => """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id NVarChar(255) NOT NULL,
            sequence_number BigInt NOT NULL,
            created BigInt NOT NULL,
            snapshot VarBinary NULL,
            manifest NVarChar(500) NULL,
            serializer_id INTEGER NULL,
            CONSTRAINT PK_snapshot PRIMARY KEY (persistence_id, sequence_number));
        """ + SnapshotIndexes;

    internal override void Append(SqlSession session, IReadOnlyList<JournalWrite> writes)
    {
        const string insert = """
            INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
            VALUES (@created, 0, @id, @nr, @message, @manifest, @serializer, @writer)
            """;
        const string tag = "INSERT INTO tags (ordering_id, tag, sequence_nr, persistence_id) SELECT max(ordering), @tag, @nr, @id FROM journal";
        foreach (var write in writes)
        foreach (var e in write.Stored)
        {
            session.Execute(insert, ("@created", write.Created), ("@id", write.PersistenceId), ("@nr", e.SequenceNr), ("@message", e.Stored.Bytes),
                ("@manifest", e.Stored.Manifest), ("@serializer", e.Stored.SerializerId), ("@writer", Writer));
            foreach (var name in e.Tags) session.Execute(tag, ("@tag", name), ("@nr", e.SequenceNr), ("@id", write.PersistenceId));
        }
    }

    internal override bool IsFaultOfData(DbException e) => e is SqliteException { SqliteErrorCode: ConstraintViolated or TooBig };

    internal override string TagIs => "+t.tag = @tag";
}
