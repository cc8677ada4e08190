using System.Data.Common;

namespace Akka.Persistence.Sql;

/// <summary>The statements that read a journal; each walks an index and stops at its limit.</summary>
internal sealed class SqlEventQueries(JournalTables tables, SqlDialect dialect)
{
    private readonly string _columns =
        $"j.ordering, j.created, j.persistence_id, j.sequence_number, j.message, j.manifest, j.identifier, {dialect.JoinedTags(tables)} FROM {tables.JournalName} j";

    private readonly string _ofActor = $"""
        SELECT sequence_number, deleted, message, manifest, identifier FROM {tables.JournalName}
        WHERE persistence_id = @id AND sequence_number BETWEEN @from AND @to ORDER BY sequence_number LIMIT @limit
        """;

    internal DbDataReader OfActor(SqlSession session, string persistenceId, long from, long to, int limit) =>
        session.Command(_ofActor, ("@id", persistenceId), ("@from", from), ("@to", to), ("@limit", (long)limit)).ExecuteReader();

    internal DbDataReader ByPersistenceId(SqlSession session, string persistenceId, long from, long to, int limit) =>
        session.Command($"""
            SELECT {_columns}
            WHERE j.persistence_id = @id AND j.sequence_number BETWEEN @from AND @to AND j.deleted = FALSE ORDER BY j.sequence_number LIMIT @limit
            """, ("@id", persistenceId), ("@from", from), ("@to", to), ("@limit", (long)limit)).ExecuteReader();

    /// <summary>Each page walks the tags by offset: an index on the tag alone would collect and sort all of them for every page.</summary>
    internal DbDataReader ByTag(SqlSession session, string tag, long above, long upTo, int limit) =>
        session.Command($"""
            SELECT {_columns} JOIN {tables.TagsName} t ON t.ordering_id = j.ordering
            WHERE {dialect.TagIs} AND t.ordering_id > @above AND t.ordering_id <= @upTo AND j.deleted = FALSE ORDER BY t.ordering_id LIMIT @limit
            """, ("@tag", tag), ("@above", above), ("@upTo", upTo), ("@limit", (long)limit)).ExecuteReader();

    internal long HighestOffset(SqlSession session) =>
        (long)session.Command($"SELECT COALESCE(MAX(ordering), 0) FROM {tables.JournalName}").ExecuteScalar()!;
}
