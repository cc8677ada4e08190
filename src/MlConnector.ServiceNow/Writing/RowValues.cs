using System.Text.Encodings.Web;
using System.Text.Json;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <param name="Column">What it is written to.</param>
/// <param name="Shown">Where a row of the table shows it; none where it does not.</param>
/// <param name="State">Of a state, which workflows of the instance may move on: its column.</param>
internal readonly record struct RowValue(string Column, string? Shown, ColumnType Type, string Value, ColumnProfile? State = null)
{
    public Stored In(Row row)
    {
        if (Shown is null) return Stored.AsAsked;
        var stored = row[Shown];
        return State is not null && stored is not null && RecordStates.Yields(State.Said(Value), State.Said(stored)) ? Stored.AsAsked : StoredValue.Compare(Type, Value, stored, row.Display(Shown));
    }
}

/// <summary>What one row is to hold, by column, and how that compares with what it holds.</summary>
internal sealed class RowValues
{
    private const string EmptyColumn = "NULL";

    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<RowValue> _values;

    private RowValues(List<RowValue> values) => _values = values;

    /// <param name="parent">Of a line: the row that it belongs to.</param>
    public static RowValues Of(TableProfile table, StagingRecord record, ReferredRows refers, StagedRow? parent = null)
    {
        var values = new List<RowValue>(table.Columns.Length + 2);
        // a map of the instance puts these where they belong
        if (table.Write == WriteMethod.Table)
        {
            values.Add(new RowValue(table.KeyColumn, table.KeyColumn, ColumnType.Text, record.Key));
            if (table.ParentColumn is { } column && parent is { } of) values.Add(new RowValue(column, column, ColumnType.Reference, of.SysId));
        }
        foreach (var column in table.Columns)
        {
            if (ColumnValue.Of(column, record, refers, parent) is { } value) values.Add(new RowValue(column.Column, column.Target, column.Type, value, column.Field == Field.State ? column : null));
        }
        return new RowValues(values);
    }

    /// <summary>What says that a line left its bill, where no row can be deleted.</summary>
    public static RowValues Left(TableProfile table) =>
        new([.. table.Columns.Where(c => c.Removed is not null).Select(c => new RowValue(c.Column, c.Target, c.Type, c.Removed!))]);

    /// <summary>With what the row holds in all other columns: an import sends a whole row.</summary>
    public RowValues Completed(TableProfile table, Row row)
    {
        var values = new List<RowValue>(_values);
        foreach (var column in table.Columns)
        {
            if (_values.Exists(v => v.Column == column.Column)) continue;
            var held = column.Target is { } shown ? row[shown] : column.Constant;
            if (held is { Length: > 0 }) values.Add(new RowValue(column.Column, column.Target, column.Type, held));
        }
        return new RowValues(values);
    }

    /// <summary>What is to be given to a row in which nothing needs to be emptied: a new one, or one that was somebody else's work.</summary>
    public RowValues WithoutEmpty() => new(_values.FindAll(v => v.Value.Length > 0));

    /// <summary>What the row does not hold yet; none when it holds all.</summary>
    public RowValues? Missing(Row row)
    {
        var missing = _values.FindAll(v => v.In(row) switch
        {
            Stored.AsAsked => false,
            Stored.Absent => v.Value.Length > 0,
            _ => true,
        });
        return missing.Count == 0 ? null : new RowValues(missing);
    }

    public WriteCheck Check(Row row)
    {
        List<string>? notStored = null, cut = null, refer = null;
        foreach (var value in _values)
        {
            switch (value.In(row))
            {
                case Stored.Cut: (cut ??= []).Add(value.Shown!); break;
                case Stored.Refers: (refer ??= []).Add(value.Shown!); break;
                case Stored.Otherwise or Stored.Absent: (notStored ??= []).Add(value.Shown!); break;
                default: break;
            }
        }
        return new WriteCheck(notStored ?? [], cut ?? [], refer ?? []);
    }

    public ReadOnlyMemory<byte> ToJson() => JsonBytes.Of(_values, static (json, values) =>
    {
        json.WriteStartObject();
        foreach (var value in values) json.WriteString(value.Column, value.Value);
        json.WriteEndObject();
    }, Plainly);

    /// <summary>As staging takes it: there an empty text says nothing, and a word of its own empties the column.</summary>
    public ReadOnlyMemory<byte> ToImport() => new RowValues(_values.ConvertAll(v => v.Value switch
    {
        "" => v with { Value = EmptyColumn },
        // with a space behind it, it is the word itself
        EmptyColumn => v with { Value = $"{EmptyColumn} " },
        _ => v,
    })).ToJson();
}

/// <param name="NotStored">Columns that do not hold what was written, or are not shown.</param>
/// <param name="Cut">Columns that hold the beginning only.</param>
/// <param name="Refer">Columns that refer to something that is called otherwise.</param>
internal readonly record struct WriteCheck(IReadOnlyList<string> NotStored, IReadOnlyList<string> Cut, IReadOnlyList<string> Refer);

/// <summary>A row that lines belong to.</summary>
internal readonly record struct StagedRow(string SysId, string Key);
