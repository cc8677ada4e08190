using System.Data.Common;
using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>What differs from one database to the other.</summary>
internal abstract class SqlDialect : IDisposable
{
    protected const string JournalIndexes = """

        CREATE INDEX IF NOT EXISTS journal_created_idx ON journal (created);
        CREATE INDEX IF NOT EXISTS journal_sequence_number_idx ON journal (sequence_number);
        CREATE INDEX IF NOT EXISTS tags_persistence_id_sequence_nr_idx ON tags (persistence_id, sequence_nr);
        CREATE INDEX IF NOT EXISTS tags_tag_idx ON tags (tag);
        """;

    protected const string SnapshotIndexes = """

        CREATE INDEX IF NOT EXISTS snapshot_sequence_number_idx ON snapshot (sequence_number);
        CREATE INDEX IF NOT EXISTS snapshot_created_idx ON snapshot (created);
        """;

    // who writes: one for all actors of a process
    protected string Writer { get; } = Guid.NewGuid().ToString("N");

    internal static SqlDialect Of(string provider, string connectionString) => provider switch
    {
        "SQLite.MS" => new SqliteDialect(connectionString),
        "PostgreSQL.15" => new PostgresDialect(connectionString),
        _ => throw new NotSupportedException(
            $"The embedded engine stores in 'SQLite.MS' and 'PostgreSQL.15', not in '{provider}'. AkkaEngine=packages knows the others."),
    };

    internal abstract DbConnection Open();

    /// <summary>Statements that create the journal's tables where they are missing.</summary>
    internal abstract string CreateJournal { get; }

    internal abstract string CreateSnapshots { get; }

    /// <summary>Inserts events and their tags, in order.</summary>
    internal abstract void Append(SqlSession session, IReadOnlyList<JournalWrite> writes);

    /// <summary>Whether the rows were at fault, so that others in the same transaction deserve another attempt.</summary>
    internal abstract bool IsFaultOfData(DbException e);

    /// <summary>A condition on a tag that leaves the walk to the index by offset.</summary>
    internal abstract string TagIs { get; }

    public virtual void Dispose() { }
}
