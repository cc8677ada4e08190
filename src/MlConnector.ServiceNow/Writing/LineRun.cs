using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>The lines of one header: what is missing is inserted, what differs patched, what left or stands there twice deleted.</summary>
internal sealed class LineRun(ServiceNowClient client, WriteOrder order, string header, Tally tally, WriteNotes notes)
{
    private const int Chunk = 100;
    private const int ChunkBytes = 4 * 1024 * 1024;

    private readonly StagingRecord _record = order.Record;
    private readonly TableRequests _table = client.Table(RecordKind.InvoiceLine) ?? throw Refusals.NoTable(client.Profile.Name, RecordKind.InvoiceLine);

    /// <param name="nothingThere">The header is new: no line can be there.</param>
    /// <param name="interrupted">Look again after inserting: an earlier insert may have come late.</param>
    /// <param name="lost">An earlier header, whose lines are taken over.</param>
    public async Task<IReadOnlyList<StagedRecord>> RunAsync(bool nothingThere, bool interrupted, string? lost, CancellationToken ct)
    {
        var listing = new LineListing(client, _table, _record.Key, tally, notes);
        var plan = Plan(nothingThere ? [] : await listing.ReadAsync(header, lost, ct).ConfigureAwait(false));
        await ExecuteAsync(plan, ct).ConfigureAwait(false);
        if (interrupted && plan.Inserts)
        {
            plan = Plan(await listing.ReadAsync(header, lost, ct).ConfigureAwait(false));
            await ExecuteAsync(plan, ct).ConfigureAwait(false);
        }
        return [.. _record.Lines.Select(line => new StagedRecord(_table.Table.Table, line.Key, plan.SysIds[line.Key]))];
    }

    private LinePlan Plan(IReadOnlyList<Row> rows)
    {
        var plan = new LinePlan(_table);
        var standing = new Dictionary<string, Row>(rows.Count, StringComparer.Ordinal);
        // in the order of sys_id: every run keeps the same one of two
        foreach (var row in rows)
        {
            if (!standing.TryAdd(row[_table.Table.KeyColumn]!, row)) plan.Delete(row);
        }
        foreach (var line in _record.Lines)
        {
            var values = RowValues.Of(_table.Table, line, order.References, header);
            if (standing.Remove(line.Key, out var row)) plan.Keep(line.Key, row, values);
            else plan.Insert(line.Key, values);
        }
        foreach (var left in standing.Values) plan.Delete(left);
        return plan;
    }

    private async Task ExecuteAsync(LinePlan plan, CancellationToken ct)
    {
        for (var start = 0; start < plan.Steps.Count;)
        {
            var end = EndOfChunk(plan.Steps, start);
            var steps = plan.Steps.GetRange(start, end - start);
            var answers = await client.SendAllAsync([.. steps.Select(s => s.Item)], tally, ct).ConfigureAwait(false);
            for (var i = 0; i < steps.Count; i++) Settle(plan, steps[i], answers[i]);
            start = end;
        }
    }

    private static int EndOfChunk(List<LineStep> steps, int start)
    {
        var (end, bytes) = (start, 0);
        while (end < steps.Count && end - start < Chunk && (end == start || bytes + steps[end].Item.Body.Length <= ChunkBytes)) bytes += steps[end++].Item.Body.Length;
        return end;
    }

    private void Settle(LinePlan plan, LineStep step, ServiceNowAnswer answer)
    {
        if (step.Asked is not { } asked)
        {
            // somebody else was faster: that is as good
            if (answer.Status != System.Net.HttpStatusCode.NotFound) answer.EnsureDone();
            return;
        }
        var row = answer.Row();
        var check = asked.Check(row);
        if (check.NotStored.Count > 0) throw Refusals.NotStored(_table.Table.Table, step.Key, check.NotStored, row.SysId);
        notes.Cut(_table.Table.Table, check.Cut);
        plan.SysIds[step.Key] = row.SysId;
    }
}
