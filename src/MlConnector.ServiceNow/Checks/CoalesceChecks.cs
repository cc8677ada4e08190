using MlConnector.Domain.Checks;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Checks;

/// <summary>Whether the transform map of each imported table finds the records that are there by their key; else every import makes another.</summary>
internal sealed class CoalesceChecks(InstanceReader reader, IReadOnlyList<TableProfile> tables)
{
    private const int MostFields = 1000;

    private readonly IReadOnlyList<TableProfile> _imported = [.. tables.Where(t => t.Write == WriteMethod.ImportSet)];

    public IEnumerable<string> Names => _imported.Select(Name);

    public async Task<IReadOnlyList<Check>> RunAsync(CancellationToken ct)
    {
        if (_imported.Count == 0) return [];
        try
        {
            var (rows, total) = await reader.RowsAsync(
                "sys_transform_entry",
                $"map.source_tableIN{string.Join(',', _imported.Select(t => t.Written))}",
                ["map.source_table", "map.target_table", "map.active", "coalesce", "target_field"],
                MostFields,
                ct).ConfigureAwait(false);
            return [.. _imported.Select(table => Of(table, rows, total > rows.Count))];
        }
        catch (ServiceNowException e)
        {
            return [.. _imported.Select(table => Finding.Unknown(Name(table), e.Reason.Text, Readable(table)))];
        }
        catch (OperationCanceledException)
        {
            return [.. Names.Select(Finding.OutOfTime)];
        }
    }

    private static Check Of(TableProfile table, IEnumerable<Row> rows, bool cut)
    {
        var map = rows.Where(r => TransformMaps.Runs(r, table)).ToList();
        var found = map.Where(r => r["coalesce"] == "true").Select(r => r["target_field"]).ToList();
        if (found.Contains(table.KeyColumn)) return Finding.Ok(Name(table), $"Its map finds records of {table.Table} by {string.Join(", ", found)}.");
        // only a map that is shown whole can tell that a field does not coalesce
        if (map.Count == 0 || cut || map.Exists(r => r["coalesce"] is null || r["target_field"] is null))
            return Finding.Unknown(Name(table), $"Unknown: no map to {table.Table} is shown whole; there is none, or it is hidden from the integration user.", Readable(table));
        return Finding.Failed(
            Name(table),
            found.Count == 0 ? "Its map has no coalesce field: every import makes another record." : $"Its map finds records by {string.Join(", ", found)}, not by {table.KeyColumn}.",
            $"Make {table.KeyColumn} a coalesce field in the transform map from {table.Written} to {table.Table}.");
    }

    private static string Readable(TableProfile table) =>
        $"Let the integration user read sys_transform_map and sys_transform_entry, and see to it that the map from {table.Written} to {table.Table} has {table.KeyColumn} as a coalesce field.";

    private static string Name(TableProfile table) => $"coalesce {table.Written}";
}
