namespace Akka.Persistence.Sql.Hosting;

/// <summary>Names of a journal's tables other than the mapping's own; what is not set stays as it is.</summary>
public sealed class JournalDatabaseOptions(DatabaseMapping mapping)
{
    public static JournalDatabaseOptions Default => new(DatabaseMapping.Default);

    public DatabaseMapping Mapping { get; } = mapping;

    public string? SchemaName { get; set; }

    public JournalTableOptions? JournalTable { get; set; }

    public TagTableOptions? TagTable { get; set; }
}

public sealed class JournalTableOptions
{
    public string? TableName { get; set; }

    public bool? UseWriterUuidColumn { get; set; }
}

public sealed class TagTableOptions
{
    public string? TableName { get; set; }
}

public sealed class SnapshotDatabaseOptions(DatabaseMapping mapping)
{
    public static SnapshotDatabaseOptions Default => new(DatabaseMapping.Default);

    public DatabaseMapping Mapping { get; } = mapping;

    public string? SchemaName { get; set; }

    public SnapshotTableOptions? SnapshotTable { get; set; }
}

public sealed class SnapshotTableOptions
{
    public string? TableName { get; set; }
}
