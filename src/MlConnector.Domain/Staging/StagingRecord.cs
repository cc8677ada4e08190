using System.Collections.Immutable;

namespace MlConnector.Domain.Staging;

public enum RecordKind
{
    Supplier,
    Invoice,
    InvoiceLine,
    Payment,
    LedgerLine,
}

/// <summary>
/// What is to stand in ServiceNow for an entity or one of its lines, in our own field names:
/// a profile says which table and which column each becomes.
/// </summary>
/// <param name="Key">The external key.</param>
/// <param name="Fields">
/// Plain values as text: amounts with a point, dates yyyy-MM-dd, instants yyyy-MM-dd HH:mm:ss UTC.
/// An empty text says that the column is to be empty; a field that is left out is not touched.
/// </param>
/// <param name="References">Fields that hold the sys_id of another entity's record.</param>
/// <param name="Lines">Records that belong to this one and come and go with it.</param>
public sealed record StagingRecord(
    RecordKind Kind,
    string Key,
    ImmutableSortedDictionary<string, string> Fields,
    ImmutableSortedDictionary<string, EntityId> References,
    ImmutableArray<StagingRecord> Lines)
{
    /// <summary>Marks what stands there as gone at the source: no row is made for it, and its lines are left as they are.</summary>
    public bool IsRemoval { get; init; }

    /// <summary>Deleted or voided at the source.</summary>
    public bool IsGone => Fields.TryGetValue(Field.State, out var state) && state is InvoiceState.Cancelled or PaymentState.Voided;
}
