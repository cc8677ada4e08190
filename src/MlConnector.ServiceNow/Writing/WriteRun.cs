using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
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
        var refers = await ReferredRows.ReadAsync(client, _table.Table, [record], order.References, tally, ct).ConfigureAwait(false);
        var values = RowValues.Of(_table.Table, record, refers);
        if (adopted) values = values.WithoutEmpty();
        var header = await WriteAsync(current, values, ct).ConfigureAwait(false);
        var staged = new StagedRecord(_table.Table.Table, record.Key, header, adopted ? true : null);
        if (record.IsRemoval) return [staged, .. order.Known.Where(k => k.Key != record.Key)];
        if (record.Kind != RecordKind.Invoice) return [staged];

        var lines = new LineRun(client, record, header, refers, tally, notes);
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
        var (rows, total) = await client.QueryAsync(_table, $"{column}={TableRequests.Literal(record.Key)}", LookupLimit, count: true, tally, ct).ConfigureAwait(false);
        var matching = rows.Where(row => row[column] == record.Key).ToImmutableArray();
        // a condition that the instance does not understand it leaves out, and answers with any rows: absence is then not proven
        if (matching.IsEmpty && (rows.Any(row => row[column] is null) || rows.Count == LookupLimit)) throw Refusals.FilterIgnored(_table.Table.Table, column);
        // rows are counted before rights are applied: what is counted and not shown is there, and hidden
        if (matching.IsEmpty && total > rows.Count) throw Refusals.Hidden(_table.Table.Table, record.Key);
        return matching;
    }

    private async Task<string> WriteAsync(Row? current, RowValues values, CancellationToken ct)
    {
        var method = IRowMethod.Of(client, _table);
        var plan = new RowPlan(method);
        if (current is { } row) plan.Keep(record.Key, row, values);
        else plan.Insert(record.Key, values);
        await new RowSteps(method, _table, tally, notes).ExecuteAsync(plan, ct).ConfigureAwait(false);
        var sysId = plan.SysIds[record.Key];
        if (_table.Table.Removal is { } mark) await MarkAsync(mark, sysId, current?[mark.Column], ct).ConfigureAwait(false);
        return sysId;
    }

    /// <summary>Says in the record itself what an import cannot say: that it is gone, or back.</summary>
    private async Task MarkAsync(RemovalMark mark, string sysId, string? said, CancellationToken ct)
    {
        var text = record.IsGone ? mark.Removed : said == mark.Removed ? mark.Restored : said;
        if (text is null || text == said) return;
        var answer = await client.SendAsync(_table.Update(sysId, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { [mark.Column] = text })), tally, ct).ConfigureAwait(false);
        if (answer.Row()[mark.Column] != text) throw Refusals.NotStored(_table.Table.Table, record.Key, [mark.Column], sysId);
    }
}
