namespace MlConnector.Domain;

/// <summary>The QuickBooks entities that are carried over; the names are QuickBooks' own and stand in journals and keys.</summary>
public enum EntityType
{
    Vendor,
    Bill,
    VendorCredit,
    BillPayment,
    JournalEntry,
}
