namespace Akka.Persistence.Sql;

/// <summary>A journal's tables: their names, as written in statements, and who writes to them, which is one for all actors of a process.</summary>
internal sealed record JournalTables(string? Schema, string Journal, string Tags)
{
    internal string JournalName { get; } = SqlName.Of(Schema, Journal);
    internal string TagsName { get; } = SqlName.Of(Schema, Tags);
    internal string Writer { get; } = Guid.NewGuid().ToString("N");
}

internal sealed record SnapshotTable(string? Schema, string Table)
{
    internal string Name { get; } = SqlName.Of(Schema, Table);
}

internal static class SqlName
{
    internal static string Of(string? schema, string table) => string.IsNullOrEmpty(schema) ? Quote(table) : $"{Quote(schema)}.{Quote(table)}";

    internal static string Quote(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}
