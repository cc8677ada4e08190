using System.Collections.Immutable;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Profiles;

/// <param name="Name">What the profile and a connection's overrides call it.</param>
/// <param name="Table">Where the records stand in the instance; empty while nobody has named it.</param>
/// <param name="KeyColumn">Where the external key stands.</param>
/// <param name="ParentColumn">Of lines: the reference to the record that they belong to.</param>
public sealed record TableProfile(
    string Name, RecordKind Record, string Table, WriteMethod Write, string KeyColumn, string? ParentColumn, ImmutableArray<ColumnProfile> Columns)
{
    /// <summary>Of imports: the staging table that rows are sent to.</summary>
    public string? Staging { get; init; }

    public RemovalMark? Removal { get; init; }

    public Readiness? TakenWhen { get; init; }

    /// <summary>Records of this kind are left out until a connection names the table.</summary>
    public bool IsOff => Table.Length == 0;

    /// <summary>One that imports are only sent to: a staging table as the checks look at it.</summary>
    public bool IsStaging { get; private init; }

    /// <summary>The tables of an instance that it needs: its own and, of imports, staging with the columns whose names are known.</summary>
    public IEnumerable<TableProfile> Looked => Staging is not { } staging ? [this] :
    [
        this,
        new TableProfile(Name + ProfileOverrides.StagingSuffix, Record, staging, WriteMethod.Table, "sys_id", null,
            [.. Columns.Where(c => c.Column.Length > 0).Select(c => c with { Target = c.Column })]) { IsStaging = true },
    ];

    /// <summary>What is read of a row: the key, whatever shows a column, and what a removal sets.</summary>
    public IEnumerable<string> Shown => new[] { KeyColumn, ParentColumn, Removal?.Column }.Concat(Columns.Select(c => c.Target)).OfType<string>().Distinct();

    /// <summary>The table that rows are sent to, and whose columns those of the profile are.</summary>
    public string Written => Staging ?? Table;
}

public enum WriteMethod
{
    /// <summary>The Table API: what is written is there at once.</summary>
    Table,

    /// <summary>The Import Set API: a row goes into staging, and a transform map of the instance makes the record of it.</summary>
    ImportSet,
}

/// <summary>Where staging has nothing that says a record is gone, this column of the record itself does.</summary>
/// <param name="Removed">What it says then.</param>
/// <param name="Restored">What it says once the record is back.</param>
public sealed record RemovalMark(string Column, string Removed, string Restored);

/// <summary>A record is taken only while the record that it refers to is in one of these states; until then it is held.</summary>
public sealed record Readiness(string Reference, string Column, ImmutableArray<string> Values);
