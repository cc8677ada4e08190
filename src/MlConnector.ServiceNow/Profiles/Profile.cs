using System.Collections.Frozen;
using System.Collections.Immutable;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>Which table and column of an instance each record and field becomes.</summary>
/// <param name="Roles">What the integration user needs; looked at by the checks only.</param>
public sealed record Profile(string Name, ImmutableArray<TableProfile> Tables, ImmutableArray<string> Roles)
{
    private readonly FrozenDictionary<RecordKind, TableProfile> _byRecord = Tables.ToFrozenDictionary(t => t.Record);

    /// <summary>The table for records of a kind; none where the profile leaves them out.</summary>
    public TableProfile? For(RecordKind kind) => _byRecord.GetValueOrDefault(kind);

    /// <summary>The same profile over tables with other names.</summary>
    public Profile With(IReadOnlyDictionary<string, string> tables)
    {
        foreach (var (name, table) in tables)
        {
            if (Tables.All(t => t.Name != name))
                throw new ProfileException([$"The profile {Name} has no table '{name}'; it has: {string.Join(", ", Tables.Select(t => t.Name))}."]);
            if (!ProfileReader.IsIdentifier(table))
                throw new ProfileException([$"'{table}' is no name of a table: lower-case letters, digits and underscores are, for example sn_apo_invoice."]);
        }
        return tables.Count == 0 ? this : new Profile(Name, [.. Tables.Select(t => tables.TryGetValue(t.Name, out var table) ? t with { Table = table } : t)], Roles);
    }
}

/// <param name="Name">What the profile and a connection's overrides call it.</param>
/// <param name="Table">Its name in the instance.</param>
/// <param name="KeyColumn">Where the external key stands.</param>
/// <param name="ParentColumn">Of lines: the reference to the record that they belong to.</param>
public sealed record TableProfile(
    string Name, RecordKind Record, string Table, WriteMethod Write, string KeyColumn, string? ParentColumn, ImmutableArray<ColumnProfile> Columns);

/// <param name="MaxLength">Longer texts are cut to it on purpose.</param>
public sealed record ColumnProfile(string Column, string Field, ColumnType Type, int? MaxLength);

public enum WriteMethod
{
    /// <summary>The Table API: what is written is there at once.</summary>
    Table,
}

public enum ColumnType
{
    Text,
    Number,
    Boolean,
    Reference,
}
