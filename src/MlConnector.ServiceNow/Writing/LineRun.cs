using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>The lines of one header: what is missing is inserted, what differs patched, what left or stands there twice deleted.</summary>
internal sealed class LineRun(ServiceNowClient client, StagingRecord record, string header, ReferredRows refers, Tally tally, WriteNotes notes)
{
    private readonly TableRequests _table = client.Table(RecordKind.InvoiceLine) ?? throw Refusals.NoTable(client.Profile.Name, RecordKind.InvoiceLine);

    /// <param name="nothingThere">The header is new: no line can be there.</param>
    /// <param name="interrupted">Look again after inserting: an earlier insert may have come late.</param>
    /// <param name="lost">An earlier header, whose lines are taken over.</param>
    public async Task<IReadOnlyList<StagedRecord>> RunAsync(bool nothingThere, bool interrupted, string? lost, CancellationToken ct)
    {
        var (listing, method) = (new RowListing(client, _table, tally, notes), IRowMethod.Of(client, _table));
        var steps = new RowSteps(method, _table, tally, notes);
        var plan = Plan(method, nothingThere ? [] : await listing.LinesAsync(record.Key, header, lost, ct).ConfigureAwait(false));
        await steps.ExecuteAsync(plan, ct).ConfigureAwait(false);
        if (interrupted && plan.Inserts)
        {
            plan = Plan(method, await listing.LinesAsync(record.Key, header, lost, ct).ConfigureAwait(false));
            await steps.ExecuteAsync(plan, ct).ConfigureAwait(false);
        }
        return [.. record.Lines.Select(line => new StagedRecord(_table.Table.Table, line.Key, plan.SysIds[line.Key]))];
    }

    private RowPlan Plan(IRowMethod method, IReadOnlyList<Row> rows)
    {
        var plan = new RowPlan(method);
        var standing = new Dictionary<string, Row>(rows.Count, StringComparer.Ordinal);
        // in the order of sys_id: every run keeps the same one of two
        foreach (var row in rows)
        {
            var key = row[_table.Table.KeyColumn]!;
            if (!standing.TryAdd(key, row)) plan.Twice(key, row, standing[key]);
        }
        foreach (var line in record.Lines)
        {
            var values = RowValues.Of(_table.Table, line, refers, new StagedRow(header, record.Key));
            if (standing.Remove(line.Key, out var row)) plan.Keep(line.Key, row, values);
            else plan.Insert(line.Key, values);
        }
        foreach (var (key, left) in standing) plan.Leave(key, left);
        return plan;
    }
}
