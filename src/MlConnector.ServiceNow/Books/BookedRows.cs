using MlConnector.Domain.Reconciliation;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Books;

/// <summary>Reads rows as records. Suppliers and invoices are to come before what refers to them: their keys are remembered.</summary>
public sealed class BookedRows
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);

    /// <summary>A row that bears another key is this record all the same.</summary>
    public void Adopt(string sysId, string key) => _keys[sysId] = key;

    /// <param name="column">What the row shows in one of the table's columns.</param>
    public BookedRecord Read(TableProfile table, string sysId, string key, Func<string, string> column)
    {
        if (table.Record is RecordKind.Supplier or RecordKind.Invoice) Adopt(sysId, key);
        var read = BookedRecord.Read(
            table.Record, key, field => ColumnOf(field) is { } c ? c.Said(column(c.Target!)) : null, Reference(Field.Supplier),
            table.ParentColumn is { } parent ? Named(column(parent)) : Reference(Field.Invoice));
        return read with { State = table.Removal is { } mark ? Marked(mark) : read.State, IsEmptied = IsEmptied() };

        string? Marked(RemovalMark mark) => column(mark.Column) == mark.Removed ? RecordStates.Gone : null;

        bool IsEmptied()
        {
            var emptied = table.Columns.Where(c => c is { Removed: not null, Target: not null }).ToList();
            return emptied.Count > 0 && emptied.TrueForAll(c => StoredValue.Compare(c.Type, c.Removed!, column(c.Target!)) == Stored.AsAsked);
        }

        ColumnProfile? ColumnOf(string field) => table.Columns.FirstOrDefault(c => c.Field == field && c.Target is not null);

        string? Reference(string field) => ColumnOf(field) switch
        {
            null => null,
            { Type: ColumnType.Reference } c => Named(column(c.Target!)),
            var c => column(c.Target!),
        };
    }

    private string Named(string sysId) => sysId.Length == 0 ? "" : _keys.GetValueOrDefault(sysId, sysId);
}
