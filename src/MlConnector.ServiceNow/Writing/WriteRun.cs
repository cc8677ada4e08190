using System.Collections.Immutable;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>
/// One record, from the header to its last line. The header goes first, since lines refer to it; a run that breaks off anywhere
/// leaves a header that the next run finds by its key, and whose lines it then compares one by one.
/// </summary>
internal sealed class WriteRun(ServiceNowClient client, StagingRecord record, WriteOrder order, Tally tally, WriteNotes notes)
{
    // more than one is already too many; a few name the others
    private const int LookupLimit = 10;

    private readonly TableRequests _table = client.Table(record.Kind) ?? throw Refusals.NoTable(client.Profile.Name, record.Kind);
    private string? _lost;

    private StagedRecord? Known => order.Known.FirstOrDefault(k => k.Table == _table.Table.Table && k.Key == record.Key);

    public async Task<IReadOnlyList<StagedRecord>> RunAsync(CancellationToken ct) =>
        await PutAsync(await FindAsync(ct).ConfigureAwait(false), ct).ConfigureAwait(false);

    /// <summary>The row that is known or bears the key; none where there is none.</summary>
    public async Task<Row?> FindAsync(CancellationToken ct)
    {
        if (Known is not { } known) return await LookUpAsync(ct).ConfigureAwait(false);
        if (await KnownRowAsync(known.SysId, ct).ConfigureAwait(false) is { } row) return row;
        // the row that was known is gone: its lines may still stand there
        _lost = known.SysId;
        return await LookUpAsync(ct).ConfigureAwait(false);
    }

    /// <summary>Writes into the row, or makes one.</summary>
    /// <param name="adopted">The row was somebody else's work: nothing in it is emptied.</param>
    public async Task<IReadOnlyList<StagedRecord>> PutAsync(Row? current, CancellationToken ct, bool adopted = false)
    {
        if (current is null && record.IsRemoval)
        {
            notes.Add("Nothing of it stood in ServiceNow.");
            return [];
        }
        var all = RowValues.Of(_table.Table, record, order.References, null);
        var values = adopted ? all.WithoutEmpty() : all;
        var header = current is { } row ? await UpdateAsync(row, values, ct).ConfigureAwait(false) : await InsertAsync(values, ct).ConfigureAwait(false);
        var staged = new StagedRecord(_table.Table.Table, record.Key, header, adopted ? true : null);
        if (record.IsRemoval) return [staged, .. order.Known.Where(k => k.Key != record.Key)];
        if (record.Kind != RecordKind.Invoice) return [staged];

        var lines = new LineRun(client, record, order, header, tally, notes);
        var nothingThere = current is null && _lost is null;
        // a header that nobody knew of comes from a run that broke off, and its last request may still be under way
        var interrupted = current is not null && Known is null;
        return [staged, .. await lines.RunAsync(nothingThere, interrupted, _lost, ct).ConfigureAwait(false)];
    }

    private async Task<Row?> KnownRowAsync(string sysId, CancellationToken ct)
    {
        var row = await client.FindAsync(_table, sysId, tally, ct).ConfigureAwait(false);
        return row is { } found && found[_table.Table.KeyColumn] == record.Key ? row : null;
    }

    private async Task<Row?> LookUpAsync(CancellationToken ct)
    {
        var matching = await BearersAsync(ct).ConfigureAwait(false);
        return matching.Length switch
        {
            0 => null,
            1 => matching[0],
            _ => throw Refusals.Ambiguous(_table.Table.Table, record.Key, matching.Select(row => row.SysId)),
        };
    }

    /// <summary>The rows that bear the key: one at most, unless somebody made more.</summary>
    public async Task<ImmutableArray<Row>> BearersAsync(CancellationToken ct)
    {
        var column = _table.Table.KeyColumn;
        var (rows, _) = await client.QueryAsync(_table, $"{column}={TableRequests.Literal(record.Key)}", LookupLimit, count: false, tally, ct).ConfigureAwait(false);
        var matching = rows.Where(row => row[column] == record.Key).ToImmutableArray();
        // a condition that the instance does not understand it leaves out, and answers with any rows: absence is then not proven
        if (matching.IsEmpty && (rows.Any(row => row[column] is null) || rows.Count == LookupLimit)) throw Refusals.FilterIgnored(_table.Table.Table, column);
        return matching;
    }

    private async Task<string> InsertAsync(RowValues values, CancellationToken ct)
    {
        var asked = values.WithoutEmpty();
        var answer = await client.SendAsync(_table.Insert(asked.ToJson()), tally, ct).ConfigureAwait(false);
        var row = answer.Row();
        if (row[_table.Table.KeyColumn] != record.Key)
        {
            await client.SendAsync(_table.Delete(row.SysId), tally, ct).ConfigureAwait(false);
            throw Refusals.KeyNotStored(_table.Table.Table, record.Key, _table.Table.KeyColumn);
        }
        return Checked(asked, row);
    }

    private async Task<string> UpdateAsync(Row row, RowValues values, CancellationToken ct)
    {
        if (values.Missing(row) is not { } missing) return row.SysId;
        var answer = await client.SendAsync(_table.Update(row.SysId, missing.ToJson()), tally, ct).ConfigureAwait(false);
        return Checked(missing, answer.Row());
    }

    private string Checked(RowValues asked, Row row)
    {
        var check = asked.Check(row);
        if (check.NotStored.Count > 0) throw Refusals.NotStored(_table.Table.Table, record.Key, check.NotStored, row.SysId);
        notes.Cut(_table.Table.Table, check.Cut);
        return row.SysId;
    }
}
