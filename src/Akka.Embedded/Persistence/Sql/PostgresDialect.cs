using System.Data.Common;
using Akka.Persistence.Store;
using Npgsql;

namespace Akka.Persistence.Sql;

internal sealed class PostgresDialect(string connectionString) : SqlDialect
{
    // Two processes that create the same tables at once would collide in the catalogue, IF NOT EXISTS or not.
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(7081411);\n";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    internal override DbConnection Open() => _source.OpenConnection();

    internal override string CreateJournal => OneAtATime + """
        CREATE TABLE IF NOT EXISTS journal (
            ordering bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
            created bigint NOT NULL,
            deleted boolean NOT NULL,
            persistence_id text NOT NULL,
            sequence_number bigint NOT NULL,
            message bytea NOT NULL,
            manifest text NULL,
            identifier integer NULL,
            writer_uuid text NULL,
            CONSTRAINT "PK_journal" PRIMARY KEY (ordering),
            CONSTRAINT journal_uq UNIQUE (persistence_id, sequence_number));
        CREATE TABLE IF NOT EXISTS tags (
            ordering_id bigint NOT NULL,
            tag text NOT NULL,
            sequence_nr bigint NOT NULL,
            persistence_id text NOT NULL,
            CONSTRAINT "PK_tags" PRIMARY KEY (ordering_id, tag));
        """ + JournalIndexes;

    internal override string CreateSnapshots => OneAtATime + """
        CREATE TABLE IF NOT EXISTS snapshot (
            persistence_id text NOT NULL,
            sequence_number bigint NOT NULL,
            created bigint NOT NULL,
            snapshot bytea NULL,
            manifest text NULL,
            serializer_id integer NULL,
            CONSTRAINT "PK_snapshot" PRIMARY KEY (persistence_id, sequence_number));
        """ + SnapshotIndexes;

    /// <summary>One statement, and so one round trip, for all events and tags; identity values follow the order of the rows.</summary>
    internal override void Append(SqlSession session, IReadOnlyList<JournalWrite> writes)
    {
        var rows = writes.SelectMany(write => write.Stored, (write, e) => (Write: write, Event: e)).ToArray();
        var tags = rows.SelectMany(row => row.Event.Tags, (row, tag) => (row.Write.PersistenceId, row.Event.SequenceNr, Tag: tag)).ToArray();
        session.Execute("""
            WITH written AS (
                INSERT INTO journal (created, deleted, persistence_id, sequence_number, message, manifest, identifier, writer_uuid)
                SELECT created, FALSE, id, nr, message, manifest, serializer, @writer
                FROM unnest(@created, @id, @nr, @message, @manifest, @serializer)
                    WITH ORDINALITY AS e (created, id, nr, message, manifest, serializer, position)
                ORDER BY position
                RETURNING ordering, persistence_id, sequence_number)
            INSERT INTO tags (ordering_id, tag, sequence_nr, persistence_id)
            SELECT ordering, tag, sequence_number, persistence_id
            FROM written JOIN unnest(@tagId, @tagNr, @tag) AS t (id, nr, tag) ON persistence_id = id AND sequence_number = nr
            """,
            ("@created", Array.ConvertAll(rows, r => r.Write.Created)),
            ("@id", Array.ConvertAll(rows, r => r.Write.PersistenceId)),
            ("@nr", Array.ConvertAll(rows, r => r.Event.SequenceNr)),
            ("@message", Array.ConvertAll(rows, r => r.Event.Stored.Bytes)),
            ("@manifest", Array.ConvertAll(rows, r => r.Event.Stored.Manifest)),
            ("@serializer", Array.ConvertAll(rows, r => r.Event.Stored.SerializerId)),
            ("@writer", Writer),
            ("@tagId", Array.ConvertAll(tags, t => t.PersistenceId)),
            ("@tagNr", Array.ConvertAll(tags, t => t.SequenceNr)),
            ("@tag", Array.ConvertAll(tags, t => t.Tag)));
    }

    /// <summary>Class 22 is bad data, class 23 a violated constraint.</summary>
    internal override bool IsFaultOfData(DbException e) => e.SqlState is { } state && (state.StartsWith("22") || state.StartsWith("23"));

    internal override string TagIs => "t.tag = @tag";

    public override void Dispose() => _source.Dispose();
}
