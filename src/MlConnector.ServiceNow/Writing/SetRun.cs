using System.Collections.Immutable;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
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

        var records = order.Document.Records.RemoveAll(HasNoPlace);
        var refers = await ReferredRows.ReadAsync(client, _table.Table, records, order.References, tally, ct).ConfigureAwait(false);
        var method = IRowMethod.Of(client, _table);
        var plan = Plan(method, records, standing, refers);
        var held = Hold(plan, records, refers);
        await new RowSteps(method, _table, tally, notes).ExecuteAsync(plan, ct).ConfigureAwait(false);
        if (held is not null) throw held;
        var keys = order.Document.Records.IsEmpty ? standing.Keys : records.Select(r => r.Key);
        return [.. keys.Select(key => new StagedRecord(_table.Table.Table, key, plan.SysIds[key]))];
    }

    private RowPlan Plan(IRowMethod method, IReadOnlyList<StagingRecord> records, Dictionary<string, Row> standing, ReferredRows refers)
    {
        var plan = new RowPlan(method);
        var left = new Dictionary<string, Row>(standing, StringComparer.Ordinal);
        foreach (var record in records)
        {
            var values = RowValues.Of(_table.Table, record, refers);
            if (left.Remove(record.Key, out var row)) plan.Keep(record.Key, row, values);
            else plan.Insert(record.Key, values);
        }
        foreach (var (key, row) in left)
        {
            // what bears the mark already keeps the version that it was marked by
            var mark = IsMarked(row) ? ImmutableSortedDictionary<string, string>.Empty : set.Left;
            plan.Keep(key, row, RowValues.Of(
                _table.Table, new StagingRecord(set.Kind, key, mark, ImmutableSortedDictionary<string, EntityId>.Empty, []), refers));
        }
        return plan;
    }

    private bool HasNoPlace(StagingRecord record)
    {
        if (_table.Table.Columns.FirstOrDefault(c => c.Required && !IsGiven(c, record)) is not { } column) return false;
        notes.Add($"{record.Key} has no {column.Label ?? column.Name}, without which {_table.Table.Table} has no place for it: it was left out.");
        return true;
    }

    private static bool IsGiven(ColumnProfile column, StagingRecord record) => column.Reference is { } reference
        ? record.References.ContainsKey(reference)
        : column.Constant is not null || column.Fields.Any(f => record.Fields.GetValueOrDefault(f) is { Length: > 0 });

    /// <summary>Leaves out what the instance does not take yet; none where it takes all of it.</summary>
    private WriteHeldException? Hold(RowPlan plan, IReadOnlyList<StagingRecord> records, ReferredRows refers)
    {
        if (_table.Table.TakenWhen is not { } ready) return null;
        var early = plan.Steps.Select(s => records.FirstOrDefault(r => r.Key == s.Key)).OfType<StagingRecord>()
            .Where(r => r.References.ContainsKey(ready.Reference))
            .Select(r => (r.Key, State: refers.Value(r, ready.Reference, ready.Column)))
            .Where(r => !ready.Values.Contains(r.State)).ToList();
        if (early.Count == 0) return null;
        early.ForEach(r => plan.Hold(r.Key));
        return WriteHeldException.Early(_table.Table.Table, early[0].Key, ready, early[0].State);
    }

    private bool IsMarked(Row row) =>
        _table.Table.Columns.FirstOrDefault(c => c.Field == Field.State) is { } state && row[state.Target!] == state.Told(set.Left[Field.State]);
}
