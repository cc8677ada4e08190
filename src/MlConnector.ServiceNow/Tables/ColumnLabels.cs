using System.Globalization;
using System.Text.Json;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tables;

/// <summary>Finds the columns of which only the label is known: in the dictionary, else in the description that the platform's own pages use.</summary>
internal sealed class ColumnLabels(ServiceNowClient client)
{
    private const int MostColumns = 1000;

    public async Task<TableProfile> ResolveAsync(TableProfile table, Tally tally, CancellationToken ct)
    {
        var known = await KnownAsync(table, tally, ct).ConfigureAwait(false);
        var missing = Missing(table, known);
        if (missing.Count > 0) throw Refusals.NoColumn(table.Written, missing, table.Name);
        return table with { Columns = [.. table.Columns.Select(c => c.Column.Length > 0 ? c : Named(table, c, known[c.Label!].DistinctBy(k => k.Name).Single()))] };
    }

    /// <summary>The labels that are those of no one column, and whether the instance tells of any column at all.</summary>
    public async Task<(IReadOnlyList<string> Missing, bool Told)> LookAsync(TableProfile table, Tally tally, CancellationToken ct)
    {
        var known = await KnownAsync(table, tally, ct).ConfigureAwait(false);
        return (Missing(table, known), known.Count > 0);
    }

    private async Task<ILookup<string, Known>> KnownAsync(TableProfile table, Tally tally, CancellationToken ct)
    {
        var known = await InDictionaryAsync(table.Written, tally, ct).ConfigureAwait(false);
        if (Missing(table, known).Count == 0) return known;
        return await DescribedAsync(table.Written, tally, ct).ConfigureAwait(false) is { Count: > 0 } described ? described : known;
    }

    private static List<string> Missing(TableProfile table, ILookup<string, Known> known) =>
        [.. table.Columns.Where(c => c.Column.Length == 0 && !IsOne(known, c.Label!)).Select(c => c.Label!)];

    private static ColumnProfile Named(TableProfile table, ColumnProfile column, Known known) => column with
    {
        Column = known.Name,
        Target = table.Write == WriteMethod.Table ? known.Name : column.Target,
        // a key must fit; other texts show in the record whether they did
        MaxLength = column.IsKey ? column.MaxLength ?? known.MaxLength : column.MaxLength,
    };

    private static bool IsOne(ILookup<string, Known> known, string label) => known[label].DistinctBy(k => k.Name).Count() == 1;

    private async Task<ILookup<string, Known>> InDictionaryAsync(string table, Tally tally, CancellationToken ct)
    {
        var answer = await client.SendAsync(
            new TableRequest(
                HttpMethod.Get,
                $"/api/now/table/sys_dictionary?sysparm_query=name%3D{table}&sysparm_fields=name%2Celement%2Ccolumn_label%2Cmax_length&sysparm_limit={MostColumns}&sysparm_no_count=true",
                default,
                $"the dictionary of {table}"),
            tally,
            ct).ConfigureAwait(false);
        try
        {
            var rows = answer.Result();
            // a filter that was ignored shows columns of other tables
            return Lookup(rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray().Select(r => new Row(r)).Where(r => r["name"] == table).Select(r => (r["column_label"], r["element"], r["max_length"])) : []);
        }
        catch (ServiceNowException e) when (e.Permanent)
        {
            return Lookup([]);
        }
    }

    private async Task<ILookup<string, Known>> DescribedAsync(string table, Tally tally, CancellationToken ct)
    {
        var answer = await client.SendAsync(new TableRequest(HttpMethod.Get, $"/api/now/ui/meta/{table}", default, $"a description of {table}"), tally, ct).ConfigureAwait(false);
        try
        {
            return Lookup(answer.Result().TryGetProperty("columns"u8, out var columns) && columns.ValueKind == JsonValueKind.Object
                ? columns.EnumerateObject().Select(c => (new Row(c.Value)["label"], (string?)c.Name, new Row(c.Value)["max_length"]))
                : []);
        }
        catch (ServiceNowException e) when (e.Permanent || e.Fault == ServiceNowFault.NotFound)
        {
            return Lookup([]);
        }
    }

    private static ILookup<string, Known> Lookup(IEnumerable<(string? Label, string? Name, string? MaxLength)> columns) =>
        columns.Where(c => c.Label is { Length: > 0 } && c.Name is { Length: > 0 })
            .ToLookup(c => c.Label!, c => new Known(c.Name!, int.TryParse(c.MaxLength, NumberStyles.None, CultureInfo.InvariantCulture, out var max) && max > 0 ? max : null), StringComparer.OrdinalIgnoreCase);

    private readonly record struct Known(string Name, int? MaxLength);
}
