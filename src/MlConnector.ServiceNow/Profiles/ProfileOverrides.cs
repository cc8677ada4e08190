using System.Collections.Immutable;

namespace MlConnector.ServiceNow.Profiles;

/// <summary>Other names for tables and columns of a profile, as a connection gives them.</summary>
/// <param name="Tables">By the profile's name for the table; with <c>Staging</c> behind it, the table that it is imported through.</param>
/// <param name="Columns">By the profile's name for the table, then for the column.</param>
public sealed record ProfileOverrides(
    IReadOnlyDictionary<string, string> Tables,
    IReadOnlyDictionary<string, ImmutableSortedDictionary<string, string>> Columns)
{
    public const string StagingSuffix = "Staging";

    public static readonly ProfileOverrides None = new(
        ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty);

    /// <summary>The names by which tables can be given others.</summary>
    public static IEnumerable<string> TableNames(Profile profile) =>
        profile.Tables.SelectMany(t => t.Staging is null ? [t.Name] : new[] { t.Name, t.Name + StagingSuffix });

    /// <summary>The name that a column is given is that of another already: two would write over each other.</summary>
    public static bool IsTaken(TableProfile table, IReadOnlyDictionary<string, string> names, string column) => names[column] is var given
        && (table.Columns.Any(c => c.Name != column && names.GetValueOrDefault(c.Name, c.Column) == given)
            || table.Write == WriteMethod.Table && (given == table.KeyColumn || given == table.ParentColumn));

    /// <exception cref="ProfileException">A name is none of the profile's, or its replacement no name at all.</exception>
    public Profile Of(Profile profile)
    {
        var faults = Faults(profile).ToList();
        if (faults.Count > 0) throw new ProfileException(faults);
        return Tables.Count == 0 && Columns.Count == 0 ? profile : new Profile(profile.Name, [.. profile.Tables.Select(Of)], profile.Roles);
    }

    private TableProfile Of(TableProfile table)
    {
        var named = table with { Table = Tables.GetValueOrDefault(table.Name, table.Table) };
        if (table.Staging is { } staging) named = named with { Staging = Tables.GetValueOrDefault(table.Name + StagingSuffix, staging) };
        return Columns.TryGetValue(table.Name, out var columns)
            ? named with { Columns = [.. table.Columns.Select(c => columns.TryGetValue(c.Name, out var name) ? Named(c, name, table.Write) : c)] }
            : named;
    }

    private static ColumnProfile Named(ColumnProfile column, string name, WriteMethod method) =>
        column with { Column = name, Label = null, Target = method == WriteMethod.Table ? name : column.Target };

    private IEnumerable<string> Faults(Profile profile)
    {
        var names = TableNames(profile).ToList();
        foreach (var (name, table) in Tables)
        {
            if (!names.Contains(name)) yield return $"The profile {profile.Name} has no table '{name}'; it has: {string.Join(", ", names)}.";
            if (!Identifier.IsOne(table)) yield return $"'{table}' is no name of a table: {Identifier.Allowed}, for example sn_apo_invoice.";
        }
        foreach (var (name, columns) in Columns)
        {
            if (profile.Tables.FirstOrDefault(t => t.Name == name) is not { } table)
            {
                yield return $"The profile {profile.Name} has no table '{name}'; it has: {string.Join(", ", profile.Tables.Select(t => t.Name))}.";
                continue;
            }
            foreach (var (column, given) in columns)
            {
                if (table.Columns.All(c => c.Name != column))
                    yield return $"The table {name} of the profile {profile.Name} has no column '{column}'; it has: {string.Join(", ", table.Columns.Select(c => c.Name))}.";
                if (IsTaken(table, columns, column)) yield return $"'{given}' is another column of the table {name} already: two would write over each other.";
                if (!Identifier.IsOne(given)) yield return $"'{given}' is no name of a column: {Identifier.Allowed}, for example u_erp_source.";
            }
        }
    }
}
