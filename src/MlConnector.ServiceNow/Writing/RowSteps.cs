using System.Net;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Sends the steps of a plan, many in one request, and looks at what became of each.</summary>
internal sealed class RowSteps(ServiceNowClient client, TableRequests table, Tally tally, WriteNotes notes)
{
    private const int Chunk = 100;
    private const int ChunkBytes = 4 * 1024 * 1024;

    public async Task ExecuteAsync(RowPlan plan, CancellationToken ct)
    {
        for (var start = 0; start < plan.Steps.Count;)
        {
            var end = EndOfChunk(plan.Steps, start);
            var steps = plan.Steps.GetRange(start, end - start);
            var answers = await client.SendAllAsync([.. steps.Select(s => s.Item)], tally, ct).ConfigureAwait(false);
            await TakeBackKeylessAsync(steps, answers, ct).ConfigureAwait(false);
            for (var i = 0; i < steps.Count; i++) Settle(plan, steps[i], answers[i]);
            start = end;
        }
    }

    /// <summary>A new row whose key was not stored could never be found again, and would be made anew each time.</summary>
    private async Task TakeBackKeylessAsync(List<RowStep> steps, ServiceNowAnswer[] answers, CancellationToken ct)
    {
        var column = table.Table.KeyColumn;
        var keyless = new List<(string Key, string SysId)>();
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].Item.Method == HttpMethod.Post && answers[i].Success && answers[i].Row() is var row && row[column] != steps[i].Key)
                keyless.Add((steps[i].Key, row.SysId));
        }
        if (keyless.Count == 0) return;
        await client.SendAllAsync([.. keyless.Select(k => table.Delete(k.SysId))], tally, ct).ConfigureAwait(false);
        throw Refusals.KeyNotStored(table.Table.Table, keyless[0].Key, column);
    }

    private static int EndOfChunk(List<RowStep> steps, int start)
    {
        var (end, bytes) = (start, 0);
        while (end < steps.Count && end - start < Chunk && (end == start || bytes + steps[end].Item.Body.Length <= ChunkBytes)) bytes += steps[end++].Item.Body.Length;
        return end;
    }

    private void Settle(RowPlan plan, RowStep step, ServiceNowAnswer answer)
    {
        if (step.Asked is not { } asked)
        {
            // somebody else was faster: that is as good
            if (answer.Status != HttpStatusCode.NotFound) answer.EnsureDone();
            return;
        }
        var row = answer.Row();
        var check = asked.Check(row);
        if (check.NotStored.Count > 0) throw Refusals.NotStored(table.Table.Table, step.Key, check.NotStored, row.SysId);
        notes.Cut(table.Table.Table, check.Cut);
        plan.SysIds[step.Key] = row.SysId;
    }
}
