using System.Net;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>By the Table API: only what differs is sent, and each answer shows the row.</summary>
internal sealed class TableMethod(ServiceNowClient client, TableRequests table) : IRowMethod
{
    public RowStep Insert(string key, RowValues values)
    {
        var asked = values.WithoutEmpty();
        return new RowStep(key, table.Insert(asked.ToJson()), asked, null);
    }

    public RowStep? Update(string key, Row row, RowValues values) => values.Missing(row) is { } missing
        ? new RowStep(key, table.Update(row.SysId, missing.ToJson()), missing, row.SysId)
        : null;

    public RowStep? Leave(string key, Row row) => new(key, table.Delete(row.SysId), null, row.SysId);

    public RowStep Twice(string key, Row row, Row kept) => new(key, table.Delete(row.SysId), null, row.SysId);

    public async Task<Row?[]> SendAsync(IReadOnlyList<RowStep> steps, Tally tally, CancellationToken ct)
    {
        var answers = await client.SendAllAsync([.. steps.Select(s => s.Item)], tally, ct).ConfigureAwait(false);
        await TakeBackKeylessAsync(steps, answers, tally, ct).ConfigureAwait(false);
        return [.. steps.Zip(answers, Landed)];
    }

    /// <summary>A new row whose key was not stored could never be found again, and would be made anew each time.</summary>
    private async Task TakeBackKeylessAsync(IReadOnlyList<RowStep> steps, ServiceNowAnswer[] answers, Tally tally, CancellationToken ct)
    {
        var column = table.Table.KeyColumn;
        var keyless = new List<(string Key, string SysId)>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].SysId is null && answers[i].Success && answers[i].Row() is var row && row[column] != steps[i].Key)
                keyless.Add((steps[i].Key, row.SysId));
        }
        if (keyless.Count == 0) return;
        var deleted = await client.SendAllAsync([.. keyless.Select(k => table.Delete(k.SysId))], tally, ct).ConfigureAwait(false);
        var left = keyless.Zip(deleted).Where(d => !d.Second.Success && d.Second.Status != HttpStatusCode.NotFound).Select(d => d.First.SysId).ToList();
        throw Refusals.KeyNotStored(table.Table.Table, keyless[0].Key, column, left);
    }

    private static Row? Landed(RowStep step, ServiceNowAnswer answer)
    {
        if (step.Asked is not null) return answer.Row();
        // somebody else was faster: that is as good
        if (answer.Status != HttpStatusCode.NotFound) answer.EnsureDone();
        return null;
    }
}
