using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Suppliers;

/// <summary>How a vendor comes to its supplier.</summary>
/// <param name="MappedTo">The row that a person chose; nothing else is then asked.</param>
/// <param name="Released">The row that a person took back: it is to bear the vendor's key no more.</param>
public sealed record SupplierRule(EntityId Vendor, IReadOnlyList<VendorTrait> Traits, UnmatchedVendors Unmatched, string? MappedTo = null, string? Released = null)
{
    /// <summary>Begins the key of every supplier that belongs to another vendor of the same company.</summary>
    public string KeyPrefix => (Vendor with { Id = "" }).ExternalKey;
}
