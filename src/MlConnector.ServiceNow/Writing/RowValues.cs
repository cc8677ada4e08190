using System.Text.Encodings.Web;
using System.Text.Json;
using MlConnector.Domain;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <param name="IsState">A state, which workflows of the instance may move on.</param>
internal readonly record struct RowValue(string Column, ColumnType Type, string Value, bool IsState = false)
{
    public Stored In(Row row)
    {
        var stored = row[Column];
        return IsState && stored is not null && RecordStates.Yields(Value, stored) ? Stored.AsAsked : StoredValue.Compare(Type, Value, stored);
    }
}

/// <summary>What one row is to hold, by column, and how that compares with what it holds.</summary>
internal sealed class RowValues
{
    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<RowValue> _values;

    private RowValues(List<RowValue> values) => _values = values;

    /// <param name="references">The sys_id of each record referred to, by its entity.</param>
    /// <param name="parent">Of a line: the sys_id of the row that it belongs to.</param>
    public static RowValues Of(TableProfile table, StagingRecord record, IReadOnlyDictionary<EntityId, string> references, string? parent)
    {
        var values = new List<RowValue>(table.Columns.Length + 2) { new(table.KeyColumn, ColumnType.Text, record.Key) };
        if (table.ParentColumn is { } column && parent is not null) values.Add(new RowValue(column, ColumnType.Reference, parent));
        foreach (var c in table.Columns)
        {
            if (c.Type == ColumnType.Reference)
            {
                if (!record.References.TryGetValue(c.Field, out var entity)) continue;
                if (!references.TryGetValue(entity, out var sysId)) throw new ArgumentException($"The order for {record.Key} does not say which row its {c.Field} is.", nameof(references));
                values.Add(new RowValue(c.Column, c.Type, sysId));
            }
            else if (record.Fields.TryGetValue(c.Field, out var value))
            {
                values.Add(new RowValue(c.Column, c.Type, c.MaxLength is { } max ? Cut(value, max) : value, c.Field == Field.State));
            }
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
        List<string>? notStored = null, cut = null;
        foreach (var value in _values)
        {
            switch (value.In(row))
            {
                case Stored.Cut: (cut ??= []).Add(value.Column); break;
                case Stored.Otherwise or Stored.Absent: (notStored ??= []).Add(value.Column); break;
                default: break;
            }
        }
        return new WriteCheck(notStored ?? [], cut ?? []);
    }

    public ReadOnlyMemory<byte> ToJson() => JsonBytes.Of(_values, static (json, values) =>
    {
        json.WriteStartObject();
        foreach (var value in values) json.WriteString(value.Column, value.Value);
        json.WriteEndObject();
    }, Plainly);

    // never in the middle of a surrogate pair
    private static string Cut(string value, int max) =>
        value.Length <= max ? value : value[..(char.IsHighSurrogate(value[max - 1]) ? max - 1 : max)];
}

/// <param name="NotStored">Columns that do not hold what was written, or are not shown.</param>
/// <param name="Cut">Columns that hold the beginning only.</param>
internal readonly record struct WriteCheck(IReadOnlyList<string> NotStored, IReadOnlyList<string> Cut);
