using System.Runtime.CompilerServices;
using MlConnector.ServiceNow.Books;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Reads rows page by page along sys_id: rows that come or go meanwhile shift nothing.</summary>
/// <param name="retries">How often a page that fails is asked for again; not at all without.</param>
internal sealed class RowListing(ServiceNowClient client, TableRequests table, Tally tally, WriteNotes notes, Retries? retries = null)
{
    private const int Page = 500;

    /// <summary>The lines of these headers, by sys_id. Lines that somebody else added are left out, and alone.</summary>
    public Task<IReadOnlyList<Row>> LinesAsync(string headerKey, string header, string? lost, CancellationToken ct)
    {
        var parent = table.Table.ParentColumn!;
        return ReadAsync(lost is null ? $"{parent}={header}" : $"{parent}IN{header},{lost}", IsOurs, ct);

        bool IsOurs(Row row)
        {
            if (row[parent] is var of && of != header && (lost is null || of != lost)) throw Refusals.FilterIgnored(table.Table.Table, parent);
            return Key(row).StartsWith($"{headerKey}-L", StringComparison.Ordinal);
        }
    }

    /// <summary>The rows whose keys begin so, by sys_id.</summary>
    public Task<IReadOnlyList<Row>> KeyedAsync(string prefix, CancellationToken ct) =>
        ReadAsync(BeginsWith(prefix), row => Begins(row, prefix), ct, hidden: () => Refusals.Hidden(table.Table.Table, prefix));

    /// <summary>The same one by one, so that no more than a page of them is held.</summary>
    public async IAsyncEnumerable<Row> EachKeyedAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in PagesAsync(BeginsWith(prefix), ct).ConfigureAwait(false))
        {
            if (Begins(row, prefix)) yield return row;
        }
    }

    /// <summary>The rows whose column fits what the query asks of it, by sys_id.</summary>
    public Task<IReadOnlyList<Row>> FittingAsync(string query, string column, Func<string, bool> fits, CancellationToken ct) => ReadAsync(
        query, row => row[column] is { } value && fits(value) ? true : throw Refusals.FilterIgnored(table.Table.Table, column), ct);

    private async Task<IReadOnlyList<Row>> ReadAsync(string query, Func<Row, bool> isOurs, CancellationToken ct, Func<Exception>? hidden = null)
    {
        var rows = new List<Row>();
        var foreign = 0;
        await foreach (var row in PagesAsync(query, ct, hidden).ConfigureAwait(false))
        {
            if (isOurs(row)) rows.Add(row);
            else foreign++;
        }
        if (foreign > 0) notes.Add($"{foreign} lines of {table.Table.Table} that are not from QuickBooks were left alone.");
        rows.Sort((a, b) => string.CompareOrdinal(a.SysId, b.SysId));
        return rows;
    }

    /// <param name="hidden">What to end with where rows are counted and not shown; none to go on without them.</param>
    private async IAsyncEnumerable<Row> PagesAsync(string query, [EnumeratorCancellation] CancellationToken ct, Func<Exception>? hidden = null)
    {
        for (var last = "";;)
        {
            var after = last.Length == 0 ? "" : $"^sys_id>{last}";
            var (page, total) = await (retries?.RunAsync(QueryAsync, ct) ?? QueryAsync(ct)).ConfigureAwait(false);
            if (hidden is not null && page.Count < Math.Min(total ?? 0, Page)) throw hidden();
            foreach (var row in page) yield return row;
            // the limit is applied before rights are, so that a short page proves nothing where the count says otherwise
            if (page.Count == 0 || (total is { } left ? left <= Page : page.Count < Page)) yield break;
            last = LastOf(page, last);

            Task<(IReadOnlyList<Row> Rows, int? Total)> QueryAsync(CancellationToken cancel) =>
                client.QueryAsync(table, $"{query}{after}^ORDERBYsys_id", Page, count: true, tally, cancel);
        }
    }

    private string BeginsWith(string prefix) => $"{table.Table.KeyColumn}STARTSWITH{TableRequests.Literal(prefix)}";

    // the instance compares without regard to case
    private bool Begins(Row row, string prefix) => Key(row).StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        ? Key(row).StartsWith(prefix, StringComparison.Ordinal)
        : throw Refusals.FilterIgnored(table.Table.Table, table.Table.KeyColumn);

    private string Key(Row row) => row[table.Table.KeyColumn] ?? throw Refusals.FilterIgnored(table.Table.Table, table.Table.KeyColumn);

    // a page that is not in order, or goes back, would have rows skipped or read for ever
    private string LastOf(IReadOnlyList<Row> rows, string last)
    {
        foreach (var row in rows)
        {
            if (string.CompareOrdinal(row.SysId, last) <= 0) throw Refusals.FilterIgnored(table.Table.Table, "sys_id");
            last = row.SysId;
        }
        return last;
    }
}
