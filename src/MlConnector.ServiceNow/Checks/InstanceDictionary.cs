using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Checks;

/// <summary>The instance's own description of its columns, where the integration user may read it.</summary>
internal sealed class InstanceDictionary
{
    private const int Ancestors = 6;
    private const int MostRows = 5000;

    // every table has it, in its own name or a parent's: it tells a dictionary that is hidden from one that lacks columns
    private const string Always = "sys_id";

    private readonly Dictionary<string, ColumnListing> _listings = new(StringComparer.Ordinal);

    private InstanceDictionary() { }

    public ColumnListing this[string table] => _listings.GetValueOrDefault(table, ColumnListing.Nothing);

    public static async Task<InstanceDictionary> ReadAsync(InstanceReader reader, IReadOnlyCollection<TableProfile> tables, CancellationToken ct)
    {
        var dictionary = new InstanceDictionary();
        if (tables.Count == 0) return dictionary;
        var parents = await ParentsAsync(reader, tables, ct).ConfigureAwait(false);
        var names = tables.Select(t => t.Table).Concat(parents.Values.SelectMany(p => p)).ToHashSet(StringComparer.Ordinal);
        var columns = tables.SelectMany(ColumnChecks.Written).Append(Always).ToHashSet(StringComparer.Ordinal);
        var (entries, complete) = await EntriesAsync(reader, names, columns, ct).ConfigureAwait(false);
        foreach (var table in tables)
        {
            var chain = parents.GetValueOrDefault(table.Table);
            var listed = entries[table.Table].Concat((chain ?? []).SelectMany(p => entries[p])).ToHashSet(StringComparer.Ordinal);
            dictionary._listings[table.Table] = new ColumnListing(listed, complete && chain is not null && listed.Contains(Always));
        }
        return dictionary;
    }

    /// <summary>The tables that each one extends; a table is left out where that is hidden.</summary>
    private static async Task<Dictionary<string, List<string>>> ParentsAsync(InstanceReader reader, IEnumerable<TableProfile> tables, CancellationToken ct)
    {
        var parents = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var paths = Enumerable.Range(1, Ancestors).Select(depth => string.Concat(Enumerable.Repeat("super_class.", depth)) + "name").ToList();
        try
        {
            var (rows, _) = await reader.RowsAsync("sys_db_object", $"nameIN{string.Join(',', tables.Select(t => t.Table))}", paths.Prepend("name"), MostRows, ct).ConfigureAwait(false);
            foreach (var row in rows)
            {
                var chain = paths.Select(path => row[path]).TakeWhile(name => name is not "").ToList();
                if (row["name"] is { } table && chain.Count < Ancestors && !chain.Contains(null)) parents[table] = chain!;
            }
        }
        catch (Exception e) when (e is ServiceNowException or OperationCanceledException)
        {
            parents.Clear();
        }
        return parents;
    }

    private static async Task<(ILookup<string, string> Entries, bool Complete)> EntriesAsync(
        InstanceReader reader, IReadOnlySet<string> tables, IReadOnlySet<string> columns, CancellationToken ct)
    {
        IReadOnlyList<Row> rows = [];
        int? total = null;
        try
        {
            (rows, total) = await reader.RowsAsync(
                "sys_dictionary", $"nameIN{string.Join(',', tables)}^elementIN{string.Join(',', columns)}", ["name", "element", "active"], MostRows, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ServiceNowException or OperationCanceledException)
        {
            // as good as one that shows nothing
        }
        // a row that nobody asked for means that the filter was ignored, and one that is counted but not shown is hidden
        var asked = rows.All(r => r["name"] is { } table && tables.Contains(table) && r["element"] is { } column && columns.Contains(column));
        var entries = rows.Where(r => r["active"] != "false").ToLookup(r => r["name"] ?? "", r => r["element"] ?? "", StringComparer.Ordinal);
        return (entries, asked && rows.Count > 0 && rows.Count < MostRows && !(total > rows.Count));
    }
}
