using MlConnector.Domain.Checks;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Checks;

/// <summary>Whether each table of a profile is installed and readable, and has the columns that are written.</summary>
internal sealed class TableChecks(InstanceReader reader, IReadOnlyList<TableProfile> tables)
{
    public static string Name(string table) => $"table {table}";

    public async Task<InstanceFindings> RunAsync(CancellationToken ct)
    {
        // the first alone: where the token opens no table, the others need not be asked
        List<SeenTable> seen = [await LookAsync(tables[0], ct).ConfigureAwait(false)];
        seen.AddRange(await Task.WhenAll(tables.Skip(1).Select(table => LookAsync(table, ct))).ConfigureAwait(false));
        var dictionary = await InstanceDictionary.ReadAsync(reader, [.. seen.Where(s => s.NeedsDictionary).Select(s => s.Table)], ct).ConfigureAwait(false);
        var checks = new List<Check>();
        foreach (var table in seen)
        {
            checks.Add(table.Check with { Required = IsRequired(table.Table) });
            if (table.State == TableState.Open) checks.AddRange(await ColumnsAsync(table, dictionary, ct).ConfigureAwait(false));
            else if (table.State is TableState.Closed or TableState.Unread) checks.Add(ColumnChecks.NotAsked(table.Table));
        }
        var complete = seen.All(s => s.State != TableState.Closed || s.Check.Ok == false);
        return new InstanceFindings(checks, complete, [.. seen.Where(s => s.State == TableState.Absent).Select(s => s.Table.Record)]);
    }

    /// <summary>Without suppliers and invoices nothing can be carried; payments and the ledger can be left out.</summary>
    public static bool IsRequired(TableProfile table) => table.Record is RecordKind.Supplier or RecordKind.Invoice or RecordKind.InvoiceLine;

    /// <summary>One row with all the columns: it tells of the table, and of each column that it shows.</summary>
    private async Task<SeenTable> LookAsync(TableProfile table, CancellationToken ct)
    {
        var name = Name(table.Table);
        try
        {
            var (rows, total) = await reader.RowsAsync(table.Table, "", ColumnChecks.Written(table).Prepend("sys_id"), 1, ct).ConfigureAwait(false);
            return rows is [var row]
                ? new SeenTable(table, TableState.Open, Finding.Ok(name, "Installed and readable."), row)
                : new SeenTable(table, TableState.Open, Empty(name, total));
        }
        catch (ServiceNowException e) when (e.Fault == ServiceNowFault.InvalidTable)
        {
            return new SeenTable(table, TableState.Absent, Finding.Failed(
                name,
                "Invalid table: the instance does not have it.",
                $"Install the application that brings it, or name the right table as \"{table.Name}\" under serviceNow.tables of the connection. Until then {table.Record} records cannot be written."));
        }
        catch (ServiceNowException e) when (e.Fault == ServiceNowFault.Forbidden && table.IsStaging)
        {
            return new SeenTable(table, TableState.Unread, Finding.Unknown(
                name, "Installed, but the integration user may not read it; nothing is read there but by these checks. Whether it takes rows shows with the first import.", null));
        }
        catch (ServiceNowException e) when (e.Fault == ServiceNowFault.Forbidden)
        {
            return new SeenTable(table, TableState.Closed, Finding.Failed(
                name, $"Installed, but the integration user may not read it. {e.Reason.Text}", "Grant the integration user the right to read, create and write its rows."));
        }
        catch (ServiceNowException e)
        {
            return new SeenTable(table, TableState.Closed, Finding.Of(name, e));
        }
        catch (OperationCanceledException)
        {
            return new SeenTable(table, TableState.Closed, Finding.OutOfTime(name));
        }
    }

    // rows are hidden without a word, so that an empty answer proves no right to read
    private static Check Empty(string name, int? total) => total > 0
        ? Finding.Unknown(name, $"Installed. It counts {total} rows and shows none of the first: they may be hidden from the integration user.", "Grant the integration user the right to read its rows.")
        : Finding.Unknown(name, "Installed. It shows no row: it is empty, or its rows are hidden from the integration user.", "Nothing, if it is empty; else grant the integration user the right to read its rows.");

    private async Task<IReadOnlyList<Check>> ColumnsAsync(SeenTable seen, InstanceDictionary dictionary, CancellationToken ct)
    {
        var listing = dictionary[seen.Table.Table];
        // what the dictionary leaves open and no row shows, the platform's own description may tell
        var described = seen.Row is null && !listing.Conclusive ? await DescribedAsync(seen.Table, ct).ConfigureAwait(false) : null;
        return ColumnChecks.Of(seen.Table, seen.Row, listing, described);
    }

    private async Task<IReadOnlySet<string>?> DescribedAsync(TableProfile table, CancellationToken ct)
    {
        try
        {
            var meta = await reader.GetAsync($"/api/now/ui/meta/{table.Table}", $"a description of {table.Table}", ct).ConfigureAwait(false);
            return meta.TryGetProperty("columns"u8, out var columns) ? columns.EnumerateObject().Select(c => c.Name).ToHashSet(StringComparer.Ordinal) : null;
        }
        catch (Exception e) when (e is ServiceNowException or InvalidOperationException or OperationCanceledException)
        {
            return null;
        }
    }

    private enum TableState
    {
        /// <summary>It answers, be it with no row.</summary>
        Open,

        /// <summary>It is there, or may be, but does not answer.</summary>
        Closed,

        /// <summary>It is there and only written to, so that it need not answer.</summary>
        Unread,

        Absent,
    }

    private sealed record SeenTable(TableProfile Table, TableState State, Check Check, Row? Row = null)
    {
        public bool NeedsDictionary => State == TableState.Open && !(Row is { } row && ColumnChecks.Written(Table).All(c => row[c] is not null));
    }
}
