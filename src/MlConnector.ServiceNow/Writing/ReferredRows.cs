using MlConnector.Domain;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>The rows that records refer to: where they stand and, as far as the profile takes something from them, what they hold.</summary>
internal sealed class ReferredRows
{
    // a longer list of ids makes too long an address
    private const int Chunk = 100;

    private readonly IReadOnlyDictionary<EntityId, string> _sysIds;
    private readonly Dictionary<string, (string Table, Row Row)> _rows = new(StringComparer.Ordinal);

    private ReferredRows(IReadOnlyDictionary<EntityId, string> sysIds) => _sysIds = sysIds;

    public static async Task<ReferredRows> ReadAsync(
        ServiceNowClient client, TableProfile table, IReadOnlyList<StagingRecord> records, IReadOnlyDictionary<EntityId, string> sysIds, Tally tally, CancellationToken ct)
    {
        var refers = new ReferredRows(sysIds);
        var fields = table.Columns.Where(c => c.Take is not null).Select(c => c.Reference!).Append(table.TakenWhen?.Reference).OfType<string>().Distinct();
        foreach (var field in fields)
        {
            var requests = client.Table(Referred.Kind(field)) ?? throw Refusals.NoTable(client.Profile.Name, Referred.Kind(field));
            var wanted = records.Where(r => r.References.ContainsKey(field)).Select(r => refers.SysId(r, field)).Distinct().ToList();
            foreach (var ids in wanted.Chunk(Chunk)) await refers.ReadAsync(client, requests, ids, tally, ct).ConfigureAwait(false);
        }
        return refers;
    }

    /// <param name="take">A column of the row; none for the row itself.</param>
    public string Value(StagingRecord record, string field, string? take)
    {
        var sysId = SysId(record, field);
        if (take is null) return sysId;
        var (table, row) = _rows[sysId];
        // what is hidden is not empty
        return row[take] ?? throw Refusals.NotShown(table, take);
    }

    private string SysId(StagingRecord record, string field) => _sysIds.TryGetValue(record.References[field], out var sysId)
        ? sysId
        : throw new ArgumentException($"The order for {record.Key} does not say which row its {field} is.", nameof(record));

    private async Task ReadAsync(ServiceNowClient client, TableRequests table, string[] ids, Tally tally, CancellationToken ct)
    {
        var (rows, _) = await client.QueryAsync(table, $"sys_idIN{string.Join(',', ids)}", ids.Length, count: false, tally, ct).ConfigureAwait(false);
        foreach (var row in rows) _rows[row.SysId] = (table.Table.Table, row);
        if (Array.Find(ids, id => !_rows.ContainsKey(id)) is { } missing) throw Refusals.RowNotShown(table.Table.Table, missing);
    }
}
