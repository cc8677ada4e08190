using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>Turns an entity as QuickBooks reports it into what is to stand in ServiceNow.</summary>
public static class StagingMapper
{
    internal const string SourceSystem = "QuickBooks Online";

    /// <param name="payable">The accounts of type Accounts Payable; without them every journal entry is taken to concern payables.</param>
    /// <param name="references">What names the document refers to by id; without it they stay ids, and what only lists know is left out.</param>
    public static MapResult Map(EntityId id, string payloadJson, IReadOnlySet<string>? payable = null, IReferences? references = null)
    {
        try
        {
            using var document = JsonDocument.Parse(payloadJson);
            return Map(id, document.RootElement, payable, references);
        }
        catch (JsonException)
        {
            return new MapResult.Unfit(Unfitness.Malformed("it is not JSON"));
        }
    }

    public static MapResult Map(EntityId id, JsonElement entity, IReadOnlySet<string>? payable = null, IReferences? references = null)
    {
        try
        {
            if (entity.Text("Id"u8) is not { } reported) return new MapResult.Unfit(Unfitness.Malformed("it has no Id"));
            if (reported != id.Id) return new MapResult.Unfit(Unfitness.Malformed($"its Id is {reported}, not {id.Id}"));
            if (entity.UpdatedAt() is not { } updatedAt) return new MapResult.Unfit(Unfitness.Malformed("it has no MetaData.LastUpdatedTime"));
            return id.Type switch
            {
                EntityType.Vendor => Mapped(VendorMapping.Map(id, entity, updatedAt, references)),
                EntityType.Bill or EntityType.VendorCredit => Invoice(BillMapping.Map(id, entity, updatedAt, references)),
                EntityType.BillPayment => new MapResult.Mapped(PaymentMapping.Map(id, entity, updatedAt, references)),
                EntityType.JournalEntry => JournalMapping.Map(id, entity, updatedAt, payable, references),
                _ => throw new ArgumentOutOfRangeException(nameof(id), id, "No entity that is carried."),
            };
        }
        catch (UnfitException e)
        {
            return new MapResult.Unfit(e.Reason);
        }
        catch (OverflowException)
        {
            return new MapResult.Unfit(Unfitness.Malformed("its amounts are beyond any sum of money"));
        }
        catch (InvalidOperationException)
        {
            // half of a surrogate pair: what a text cut in the middle of an emoji leaves behind
            return new MapResult.Unfit(Unfitness.Malformed("it holds a text that is no Unicode"));
        }
    }

    /// <summary>What marks the entity's records as gone at the source. Their amounts, lines and version stay as they were last.</summary>
    public static MapResult Removed(EntityId id, DateTimeOffset updatedAt)
    {
        return id.Type switch
        {
            EntityType.Vendor => Mark(RecordKind.Supplier, Field.Active, Plain.Boolean(false)),
            EntityType.Bill or EntityType.VendorCredit => Mark(RecordKind.Invoice, Field.State, InvoiceState.Cancelled),
            EntityType.BillPayment => new MapResult.Mapped(PaymentMapping.Removed(id, updatedAt)),
            EntityType.JournalEntry => new MapResult.Mapped(JournalMapping.Removed(id, updatedAt)),
            _ => throw new ArgumentOutOfRangeException(nameof(id), id, "No entity that is carried."),
        };

        MapResult Mark(RecordKind kind, string field, string value) => Mapped(
            new StagingRecord(
                kind,
                id.ExternalKey,
                ImmutableSortedDictionary<string, string>.Empty.Add(field, value).Add(Field.SourceUpdatedOn, Plain.Instant(updatedAt)),
                ImmutableSortedDictionary<string, EntityId>.Empty,
                []) { IsRemoval = true },
            Standing.Removed);
    }

    private static MapResult Invoice(StagingRecord record) =>
        Mapped(record, record.Fields[Field.State] == InvoiceState.Cancelled ? Standing.Removed : Standing.Staged);

    private static MapResult Mapped(StagingRecord record, Standing standing = Standing.Staged) =>
        new MapResult.Mapped(new StagingDocument(record) { Standing = standing });
}
