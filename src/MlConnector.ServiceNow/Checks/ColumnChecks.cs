using MlConnector.Domain.Checks;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Checks;

/// <summary>Puts together what a row, the dictionary and the table's description tell of the columns that are written.</summary>
internal static class ColumnChecks
{
    private const string Readable = "Let the integration user read and write it.";

    /// <summary>Every column of the table that is written and read; what a path shows belongs to another table.</summary>
    public static IEnumerable<string> Written(TableProfile table) =>
        table.Shown.Where(column => !column.Contains('.'));

    public static Check NotAsked(TableProfile table) => Finding.Unknown(All(table), "Not looked at, since the table did not answer.", null);

    /// <param name="row">One that was asked for all the columns; it shows those that there are and that may be read.</param>
    /// <param name="described">All columns that the table's description names.</param>
    public static IReadOnlyList<Check> Of(TableProfile table, Row? row, ColumnListing listing, IReadOnlySet<string>? described)
    {
        var (seen, unknown, faults) = (0, new List<string>(), new List<Check>());
        foreach (var column in Written(table))
        {
            if (row is { } shown ? shown[column] is not null : listing.Columns.Contains(column) || described?.Contains(column) == true) seen++;
            else if (row is null && !listing.Conclusive && described is null) unknown.Add(column);
            else faults.Add(Fault(table, column, listing));
        }
        if (unknown.Count > 0) faults.Insert(0, Unknown(table, seen, unknown));
        else if (seen > 0) faults.Insert(0, Finding.Ok(All(table), Seen(seen, row is not null)));
        return faults;
    }

    private static Check Fault(TableProfile table, string column, ColumnListing listing)
    {
        var name = $"column {table.Table}.{column}";
        if (listing.Columns.Contains(column)) return Finding.Failed(name, "There, but hidden from the integration user.", Readable);
        var create = $"Create the column {column} in {table.Table}.";
        return listing.Conclusive
            ? Finding.Failed(name, "The instance does not have it.", create) with { Required = TableChecks.IsRequired(table) }
            : Finding.Failed(name, "The instance does not have it, or hides it from the integration user.", $"{create} If it is there: {Readable}");
    }

    private static Check Unknown(TableProfile table, int seen, IReadOnlyCollection<string> columns) => Finding.Unknown(
        All(table),
        $"{seen} are described by the instance. Whether it has these is hidden, and no row shows them: {string.Join(", ", columns)}.",
        "Let the integration user read sys_dictionary and sys_db_object, or see to these columns by hand.");

    private static string Seen(int count, bool inARow) => inARow
        ? $"{count}, shown by a row."
        : $"{count}, described by the instance; the right to read them shows with the first row.";

    private static string All(TableProfile table) => $"columns {table.Table}";
}
