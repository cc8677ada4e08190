using System.Text.Json;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Reconciliation;

/// <summary>An entity as QuickBooks has it now: the records that it comes to.</summary>
/// <param name="Whole">False where it cannot be carried as it is: then only what QuickBooks says of its amounts is known.</param>
public sealed record BookedEntity(EntityId Id, SourceVersion Version, IReadOnlyList<BookedRecord> Records, bool Whole = true)
{
    /// <param name="payable">The accounts of type Accounts Payable.</param>
    public static BookedEntity Of(EntityId id, Revision revision, IReadOnlySet<string>? payable)
    {
        var version = new SourceVersion(revision.UpdatedAt, revision.SyncToken);
        return StagingMapper.Map(id, revision.Payload, payable, revision.Named) switch
        {
            MapResult.Mapped { Document: var document } => new BookedEntity(id, version, [.. document.Records.SelectMany(Booked)]),
            MapResult.Unfit => new BookedEntity(id, version, [Said(id, revision.Payload)], Whole: false),
            // nothing of it concerns payables
            _ => new BookedEntity(id, version, []),
        };
    }

    private static IEnumerable<BookedRecord> Booked(StagingRecord record) => record.Lines.Select(line => Read(line, record.Key)).Prepend(Read(record, null));

    private static BookedRecord Read(StagingRecord record, string? document) => BookedRecord.Read(
        record.Kind,
        record.Key,
        field => record.Fields.GetValueOrDefault(field),
        record.References.TryGetValue(Field.Supplier, out var supplier) ? supplier.ExternalKey : "",
        document ?? (record.References.TryGetValue(Field.Invoice, out var invoice) ? invoice.ExternalKey : ""));

    private static BookedRecord Said(EntityId id, string payload)
    {
        using var json = JsonDocument.Parse(payload);
        var entity = json.RootElement;
        var supplier = entity.ReferenceId("VendorRef"u8) is { } vendor ? new EntityId(id.Realm, EntityType.Vendor, vendor).ExternalKey : null;
        var (amount, balance) = id.Type is EntityType.Bill or EntityType.VendorCredit ? (Number("TotalAmt"), Number("Balance"))
            : id.Type == EntityType.BillPayment ? (Number("TotalAmt"), default(decimal?))
            : default;
        return new BookedRecord(Books.HeaderOf(id.Type), id.ExternalKey, Currency: entity.ReferenceId("CurrencyRef"u8), Amount: amount, Balance: balance, Supplier: supplier);

        // what is no number may be the very reason why it cannot be carried
        decimal? Number(string name) =>
            entity.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;
    }
}
