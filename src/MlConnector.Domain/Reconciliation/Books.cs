using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Reconciliation;

/// <summary>Which records the books of a type are made of, and whose record a key names.</summary>
public static class Books
{
    /// <summary>Headers before their lines.</summary>
    public static IReadOnlyList<RecordKind> KindsOf(EntityType type) =>
        type is EntityType.Bill or EntityType.VendorCredit ? [RecordKind.Invoice, RecordKind.InvoiceLine] : [HeaderOf(type)];

    public static RecordKind HeaderOf(EntityType type) => type switch
    {
        EntityType.Vendor => RecordKind.Supplier,
        EntityType.Bill or EntityType.VendorCredit => RecordKind.Invoice,
        EntityType.BillPayment => RecordKind.Payment,
        EntityType.JournalEntry => RecordKind.LedgerLine,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No entity that is carried."),
    };

    /// <summary>Begins the keys of all records of a type.</summary>
    public static string PrefixOf(RealmId realm, EntityType type) => new EntityId(realm, type, "").ExternalKey;

    /// <summary>Whose record it is.</summary>
    public static EntityId OwnerOf(RealmId realm, EntityType type, RecordKind kind, string key)
    {
        var id = key[PrefixOf(realm, type).Length..];
        var end = kind switch
        {
            RecordKind.InvoiceLine or RecordKind.LedgerLine => id.LastIndexOf("-L", StringComparison.Ordinal),
            RecordKind.Payment => id.LastIndexOf('-'),
            _ => -1,
        };
        return new EntityId(realm, type, end < 0 ? id : id[..end]);
    }
}
