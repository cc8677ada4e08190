using System.Text.Json;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>
/// By the Import Set API: a whole row goes into staging, and a map of the instance makes or changes the record. The answer says only
/// which record that is, so that the records are read afterwards; and only a map that finds records by their key may see one again.
/// </summary>
internal sealed class ImportMethod(ServiceNowClient client, TableRequests table) : IRowMethod
{
    public RowStep Insert(string key, RowValues values)
    {
        var asked = values.WithoutEmpty();
        return new RowStep(key, table.Import(asked.ToImport()), asked, null);
    }

    public RowStep? Update(string key, Row row, RowValues values) => values.Missing(row) is { } missing
        ? new RowStep(key, table.Import(values.Completed(table.Table, row).ToImport()), missing, row.SysId) { Claim = Claim(key, row) }
        : null;

    public RowStep? Leave(string key, Row row) => Update(key, row, RowValues.Left(table.Table));

    // an import would change the first of the two, whichever is meant
    public RowStep Twice(string key, Row row, Row kept) => throw Refusals.Ambiguous(table.Table.Table, key, [kept.SysId, row.SysId]);

    public async Task<Row?[]> SendAsync(IReadOnlyList<RowStep> steps, Tally tally, CancellationToken ct)
    {
        if (steps.Any(s => s.SysId is not null)) await client.Maps.EnsureFindsByKeyAsync(table.Table, tally, ct).ConfigureAwait(false);
        foreach (var claim in steps.Select(s => s.Claim).OfType<TableRequest>())
            (await client.SendAsync(claim, tally, ct).ConfigureAwait(false)).Row();
        var answers = await client.SendAllAsync([.. steps.Select(s => s.Item)], tally, ct).ConfigureAwait(false);
        var sysIds = steps.Zip(answers, (step, answer) => ImportOutcome.SysId(answer, table.Table, step)).ToList();
        var (rows, _) = await client.QueryAsync(table, $"sys_idIN{string.Join(',', sysIds)}", sysIds.Count, count: false, tally, ct).ConfigureAwait(false);
        var shown = rows.ToDictionary(r => r.SysId, StringComparer.Ordinal);
        return [.. steps.Zip(sysIds, (step, sysId) => Landed(step, sysId, shown))];
    }

    private TableRequest? Claim(string key, Row row) => row[table.Table.KeyColumn] == key
        ? null
        : table.Update(row.SysId, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [table.Table.KeyColumn] = key }));

    private Row? Landed(RowStep step, string sysId, Dictionary<string, Row> shown)
    {
        if (!shown.TryGetValue(sysId, out var row)) throw Refusals.RowNotShown(table.Table.Table, sysId);
        return row[table.Table.KeyColumn] == step.Key ? row : throw Refusals.KeyNotImported(table.Table, step.Key, sysId);
    }
}
