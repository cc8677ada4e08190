using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>What differs from one database to the other.</summary>
internal abstract class SqlDialect : IDisposable
{
    internal static SqlDialect Of(string provider, string connectionString) => provider switch
    {
        "SQLite.MS" => new SqliteDialect(connectionString),
        "PostgreSQL.15" => new PostgresDialect(connectionString),
        _ => throw new NotSupportedException(
            $"The embedded engine stores in 'SQLite.MS' and 'PostgreSQL.15', not in '{provider}'. AkkaEngine=packages knows the others."),
    };

    internal abstract DbConnection Open();

    /// <summary>Statements that create the journal's tables where they are missing.</summary>
    internal abstract string Create(JournalTables tables);

    internal abstract string Create(SnapshotTable table);

    /// <summary>Inserts events and their tags, in order.</summary>
    internal abstract void Append(SqlSession session, JournalTables tables, IEnumerable<AppendEvents> writes);

    /// <summary>Whether the rows were at fault, so that others in the same transaction deserve another attempt.</summary>
    internal abstract bool IsFaultOfData(DbException e);

    /// <summary>An expression for all tags of an event, joined by ';'.</summary>
    internal abstract string JoinedTags(JournalTables tables);

    /// <summary>A condition on a tag that leaves the walk to the index by offset.</summary>
    internal abstract string TagIs { get; }

    public virtual void Dispose() { }
}
