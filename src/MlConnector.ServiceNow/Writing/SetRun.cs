using System.Collections.Immutable;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>
/// A set of records: all that stand there are found by the beginning of their keys, so that one of a run that broke off is found too.
/// What is missing is inserted, what differs patched, what left is marked and never deleted.
/// </summary>
internal sealed class SetRun(ServiceNowClient client, WriteOrder order, RecordSet set, Tally tally, WriteNotes notes)
{
    private readonly TableRequests _table = client.Table(set.Kind) ?? throw Refusals.NoTable(client.Profile.Name, set.Kind);

    public async Task<IReadOnlyList<StagedRecord>> RunAsync(CancellationToken ct)
    {
        var rows = await new RowListing(client, _table, tally, notes).KeyedAsync(set.KeyPrefix, ct).ConfigureAwait(false);
        var standing = new Dictionary<string, Row>(rows.Count, StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var key = row[_table.Table.KeyColumn]!;
            if (!standing.TryAdd(key, row)) throw Refusals.Ambiguous(_table.Table.Table, key, rows.Where(r => r[_table.Table.KeyColumn] == key).Select(r => r.SysId));
        }
        if (order.Document.Records.IsEmpty && rows.Count == 0) notes.Add("Nothing of it stood in ServiceNow.");

        var plan = Plan(standing);
        await new RowSteps(client, _table, tally, notes).ExecuteAsync(plan, ct).ConfigureAwait(false);
        var keys = order.Document.Records.IsEmpty ? standing.Keys : order.Document.Records.Select(r => r.Key);
        return [.. keys.Select(key => new StagedRecord(_table.Table.Table, key, plan.SysIds[key]))];
    }

    private RowPlan Plan(Dictionary<string, Row> standing)
    {
        var plan = new RowPlan(_table);
        var left = new Dictionary<string, Row>(standing, StringComparer.Ordinal);
        foreach (var record in order.Document.Records)
        {
            var values = RowValues.Of(_table.Table, record, order.References, null);
            if (left.Remove(record.Key, out var row)) plan.Keep(record.Key, row, values);
            else plan.Insert(record.Key, values);
        }
        foreach (var (key, row) in left)
        {
            // what bears the mark already keeps the version that it was marked by
            var mark = IsMarked(row) ? ImmutableSortedDictionary<string, string>.Empty : set.Left;
            plan.Keep(key, row, RowValues.Of(
                _table.Table, new StagingRecord(set.Kind, key, mark, ImmutableSortedDictionary<string, EntityId>.Empty, []), order.References, null));
        }
        return plan;
    }

    private bool IsMarked(Row row) =>
        _table.Table.Columns.FirstOrDefault(c => c.Field == Field.State) is { } state && row[state.Column] == set.Left[Field.State];
}
