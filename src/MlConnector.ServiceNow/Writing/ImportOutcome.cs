using System.Text.Json;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Writing;

/// <summary>What the maps made of a staged row: a success of HTTP says nothing of it, so that each map's word is looked at.</summary>
internal static class ImportOutcome
{
    /// <summary>The record that the row became.</summary>
    public static string SysId(ServiceNowAnswer answer, TableProfile table, RowStep step)
    {
        var result = answer.Result();
        if (result.ValueKind != JsonValueKind.Array || result.GetArrayLength() == 0) throw answer.Fault(ServiceNowFault.Malformed, "it says nothing of the row");
        string? sysId = null;
        foreach (var map in result.EnumerateArray())
        {
            var (status, said) = (Text(map, "status"), Text(map, "error_message") ?? Text(map, "status_message"));
            if (status == "error") throw Failed(answer, table, step, Text(map, "transform_map"), said);
            if (Text(map, "table") == table.Table) sysId = Text(map, "sys_id") ?? throw Refusals.NotImported(table, step.Key, $"{status}: {said ?? "it does not say why"}");
        }
        if (sysId is null) throw Refusals.NotImported(table, step.Key, $"none of its maps leads to {table.Table}");
        // the map did not find the record that is there, and made another
        if (step.SysId is { } known && known != sysId) throw Refusals.Ambiguous(table.Table, step.Key, [known, sysId]);
        return sysId;
    }

    private static Exception Failed(ServiceNowAnswer answer, TableProfile table, RowStep step, string? map, string? said) =>
        ServiceNowAnswer.IsCancelled(said ?? "") ? answer.Fault(ServiceNowFault.Quota, said)
        : string.IsNullOrEmpty(map) ? Refusals.NoMap(table, step.Key, said)
        : Refusals.NotImported(table, step.Key, $"the map {map} says: {said}");

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
