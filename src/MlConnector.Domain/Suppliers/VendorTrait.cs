namespace MlConnector.Domain.Suppliers;

/// <summary>What a vendor and a supplier that was there before can have in common.</summary>
public enum VendorTrait
{
    TaxId,
    SupplierCode,
    Name,
}

public static class VendorTraits
{
    /// <summary>The field that holds it.</summary>
    public static string Field(this VendorTrait trait) => trait switch
    {
        VendorTrait.TaxId => Staging.Field.TaxId,
        VendorTrait.SupplierCode => Staging.Field.SupplierCode,
        VendorTrait.Name => Staging.Field.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(trait), trait, "No trait of a vendor."),
    };

    /// <summary>As a person reads it.</summary>
    public static string Words(this VendorTrait trait) => trait switch
    {
        VendorTrait.TaxId => "tax id",
        VendorTrait.SupplierCode => "supplier code",
        _ => "name",
    };
}
