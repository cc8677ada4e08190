using MlConnector.Domain.Reconciliation;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;

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
        return BookedRecord.Read(
            table.Record, key, field => ColumnOf(field) is { } c ? column(c.Target!) : null, Reference(Field.Supplier),
            table.ParentColumn is { } parent ? Named(column(parent)) : Reference(Field.Invoice));

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
