using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Sends the steps of a plan, many in one request, and looks at what became of each.</summary>
internal sealed class RowSteps(IRowMethod method, TableRequests table, Tally tally, WriteNotes notes)
{
    private const int Chunk = 100;
    private const int ChunkBytes = 4 * 1024 * 1024;

    public async Task ExecuteAsync(RowPlan plan, CancellationToken ct)
    {
        for (var start = 0; start < plan.Steps.Count;)
        {
            var end = EndOfChunk(plan.Steps, start);
            var steps = plan.Steps.GetRange(start, end - start);
            var rows = await method.SendAsync(steps, tally, ct).ConfigureAwait(false);
            for (var i = 0; i < steps.Count; i++) Settle(plan, steps[i], rows[i]);
            start = end;
        }
    }

    private static int EndOfChunk(List<RowStep> steps, int start)
    {
        var (end, bytes) = (start, 0);
        while (end < steps.Count && end - start < Chunk && (end == start || bytes + steps[end].Item.Body.Length <= ChunkBytes)) bytes += steps[end++].Item.Body.Length;
        return end;
    }

    private void Settle(RowPlan plan, RowStep step, Row? landed)
    {
        if (landed is not { } row || step.Asked is not { } asked) return;
        var check = asked.Check(row);
        if (check.NotStored.Count > 0) throw Refusals.NotStored(table.Table.Table, step.Key, check.NotStored, row.SysId);
        notes.Cut(table.Table.Table, check.Cut);
        notes.Refer(table.Table.Table, check.Refer);
        plan.SysIds[step.Key] = row.SysId;
    }
}
