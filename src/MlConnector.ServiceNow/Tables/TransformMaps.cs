using System.Collections.Concurrent;
using System.Text.Json;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tables;

/// <summary>
/// What the instance's transform maps find records by. Without a coalesce field every import makes another record, and which fields
/// the maps that ServiceNow ships have is not published: it is read before anything is sent that is there already.
/// </summary>
internal sealed class TransformMaps(ServiceNowClient client)
{
    private readonly ConcurrentDictionary<string, bool> _looked = new(StringComparer.Ordinal);

    /// <exception cref="WriteRefusedException">The key is no coalesce field, or nobody can say so.</exception>
    public async Task EnsureFindsByKeyAsync(TableProfile table, Tally tally, CancellationToken ct)
    {
        if (_looked.ContainsKey(table.Written)) return;
        var answer = await client.SendAsync(
            new TableRequest(
                HttpMethod.Get,
                $"/api/now/table/sys_transform_entry?sysparm_query=map.source_table%3D{table.Written}%5Ecoalesce%3Dtrue&sysparm_fields=map.source_table%2Cmap.target_table%2Cmap.active%2Ccoalesce%2Ctarget_field&sysparm_limit=100&sysparm_no_count=true",
                default,
                $"the maps of {table.Written}"),
            tally,
            ct).ConfigureAwait(false);
        JsonElement result;
        try
        {
            result = answer.Result();
        }
        catch (ServiceNowException e) when (e.Permanent)
        {
            throw Refusals.NotFoundByKey(table, $"the integration user may not read sys_transform_entry, so that nobody can say what its map finds records by ({e.Reason.Text})");
        }
        var fields = (result.ValueKind == JsonValueKind.Array ? result.EnumerateArray().Select(r => new Row(r)) : [])
            .Where(r => Runs(r, table) && r["coalesce"] == "true")
            .Select(r => r["target_field"]).ToList();
        if (!fields.Contains(table.KeyColumn))
            throw Refusals.NotFoundByKey(table, fields.Count == 0 ? "no coalesce field of its map is shown" : $"its map finds records by {string.Join(", ", fields)}");
        _looked[table.Written] = true;
    }

    /// <summary>The field is one of a map that makes records of the table; one that is switched off makes none.</summary>
    public static bool Runs(Row field, TableProfile table) =>
        field["map.source_table"] == table.Written && field["map.target_table"] == table.Table && field["map.active"] != "false";
}
