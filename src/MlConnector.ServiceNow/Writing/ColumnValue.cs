using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.ServiceNow.Writing;

/// <summary>What a record gives a column to hold.</summary>
internal static class ColumnValue
{
    /// <summary>None where the record says nothing of it: the column is then left as it is.</summary>
    public static string? Of(ColumnProfile column, StagingRecord record, ReferredRows refers, StagedRow? parent)
    {
        if (column.Removed is { } removed && record.IsGone) return removed;
        var value = column.Reference is { } reference ? Referred(column, reference, record, refers) : Plain(column, record, parent);
        if (value is null) return null;
        value = column.Told(value);
        if (column.MaxLength is not { } max || value.Length <= max) return value;
        // the beginning of a key may be another record's whole one
        return column.IsKey ? throw Refusals.KeyTooLong(column, record.Key, value.Length) : Cut(value, max);
    }

    private static string? Referred(ColumnProfile column, string reference, StagingRecord record, ReferredRows refers) =>
        record.References.ContainsKey(reference) ? refers.Value(record, reference, column.Take) : null;

    private static string? Plain(ColumnProfile column, StagingRecord record, StagedRow? parent)
    {
        if (column.Fields.IsEmpty) return column.Constant;
        var said = column.Fields[0] is ColumnProfile.Key or ColumnProfile.ParentKey;
        foreach (var field in column.Fields)
        {
            // a key that stands in for a field says nothing where the record says nothing of that field
            if (!said && field is ColumnProfile.Key or ColumnProfile.ParentKey) continue;
            var value = field switch
            {
                ColumnProfile.Key => record.Key,
                ColumnProfile.ParentKey => parent?.Key,
                _ => record.Fields.GetValueOrDefault(field),
            };
            if (value is { Length: > 0 }) return value;
            said |= value is not null;
        }
        return said ? column.Constant ?? "" : null;
    }

    // never in the middle of a surrogate pair
    private static string Cut(string value, int max) =>
        value[..(char.IsHighSurrogate(value[max - 1]) ? max - 1 : max)];
}
