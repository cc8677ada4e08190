using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>Reads the lines that stand under a header, page by page along sys_id: rows that come or go meanwhile shift nothing.</summary>
internal sealed class LineListing(ServiceNowClient client, TableRequests table, string headerKey, Tally tally, WriteNotes notes)
{
    private const int Page = 500;

    /// <summary>Our lines of these headers, by sys_id. Lines that somebody else added are left out, and alone.</summary>
    public async Task<IReadOnlyList<Row>> ReadAsync(string header, string? lost, CancellationToken ct)
    {
        var of = lost is null ? $"{table.Table.ParentColumn}={header}" : $"{table.Table.ParentColumn}IN{header},{lost}";
        var lines = new List<Row>();
        var foreign = 0;
        for (var last = "";;)
        {
            var after = last.Length == 0 ? "" : $"^sys_id>{last}";
            var (rows, total) = await client.QueryAsync(table, $"{of}{after}^ORDERBYsys_id", Page, count: true, tally, ct).ConfigureAwait(false);
            foreach (var row in rows)
            {
                if (IsOurs(row, header, lost)) lines.Add(row);
                else foreign++;
            }
            // the limit is applied before rights are, so that a short page proves nothing where the count says otherwise
            if (rows.Count == 0 || (total is { } left ? left <= Page : rows.Count < Page)) break;
            last = LastOf(rows, last);
        }
        if (foreign > 0) notes.Add($"{foreign} lines of {table.Table.Table} that are not from QuickBooks were left alone.");
        lines.Sort((a, b) => string.CompareOrdinal(a.SysId, b.SysId));
        return lines;
    }

    private bool IsOurs(Row row, string header, string? lost)
    {
        var (parent, key) = (row[table.Table.ParentColumn!], row[table.Table.KeyColumn]);
        if (parent != header && (lost is null || parent != lost)) throw Refusals.FilterIgnored(table.Table.Table, table.Table.ParentColumn!);
        return key is null
            ? throw Refusals.FilterIgnored(table.Table.Table, table.Table.KeyColumn)
            : key.StartsWith($"{headerKey}-L", StringComparison.Ordinal);
    }

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
