using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Query;

/// <summary>Follows references: <c>supplier.name</c>.</summary>
internal static class DotWalk
{
    public static (string Value, string Type) Value(Row row, string path, Func<string, Table?> tables)
    {
        var found = Find(row, path, tables);
        return found is var (at, column) ? (at.Value(column), at.Table.Columns[column].Type) : ("", ColumnType.Text);
    }

    /// <summary>The row and the column at the end of the path; none when a reference on the way is empty or unknown.</summary>
    public static (Row Row, int Column)? Find(Row row, string path, Func<string, Table?> tables)
    {
        while (true)
        {
            var dot = path.IndexOf('.');
            var name = dot < 0 ? path : path[..dot];
            if (row.Table.Find(name) is not { } column || row.Table.Hidden.Contains(name))
                return null;
            if (dot < 0)
                return (row, column);
            if (row.Table.Columns[column].Reference is not { } reference || tables(reference)?.BySysId(row.Value(column)) is not { } next)
                return null;
            row = next;
            path = path[(dot + 1)..];
        }
    }
}
