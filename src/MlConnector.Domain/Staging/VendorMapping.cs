using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>Vendor to supplier.</summary>
internal static class VendorMapping
{
    public static StagingRecord Map(EntityId id, JsonElement vendor, DateTimeOffset updatedAt, IReferences? references)
    {
        var active = !vendor.IsFalse("Active"u8);
        var name = ListName.Of(vendor.Text("DisplayName"u8) ?? vendor.Text("CompanyName"u8) ?? vendor.TextOrEmpty("PrintOnCheckName"u8), active);
        if (string.IsNullOrWhiteSpace(name)) throw new UnfitException(Unfitness.NoName());
        var address = vendor.Get("BillAddr"u8) ?? default;

        var fields = Fields.New();
        fields[Field.Name] = name;
        fields[Field.LegalName] = ListName.Of(vendor.TextOrEmpty("CompanyName"u8), active);
        fields[Field.Email] = vendor.Get("PrimaryEmailAddr"u8)?.Text("Address"u8) ?? "";
        fields[Field.Phone] = Phone(vendor, "PrimaryPhone"u8) ?? Phone(vendor, "Mobile"u8) ?? "";
        fields[Field.SupplierCode] = vendor.TextOrEmpty("AcctNum"u8);
        fields[Field.Currency] = vendor.Currency(references);
        fields[Field.Street] = Street(address);
        fields[Field.City] = address.TextOrEmpty("City"u8);
        fields[Field.StateProvince] = address.TextOrEmpty("CountrySubDivisionCode"u8);
        fields[Field.Zip] = address.TextOrEmpty("PostalCode"u8);
        fields[Field.Country] = address.TextOrEmpty("Country"u8);
        fields[Field.Active] = Plain.Boolean(active);
        if (vendor.Text("TaxIdentifier"u8) is { Length: > 0 } taxId && !IsMasked(taxId)) fields[Field.TaxId] = taxId;
        Fields.AddSource(fields, vendor, updatedAt);

        return new StagingRecord(RecordKind.Supplier, id.ExternalKey, fields.ToImmutable(), ImmutableSortedDictionary<string, EntityId>.Empty, []);
    }

    // two at least: some tax ids begin with one X of their own
    private static bool IsMasked(string taxId) => taxId.Length > 1 && taxId[0] is 'X' or 'x' or '*' && taxId[1] == taxId[0];

    private static string? Phone(JsonElement vendor, ReadOnlySpan<byte> name) => vendor.Get(name)?.Text("FreeFormNumber"u8);

    private static string Street(JsonElement address)
    {
        var street = address.TextOrEmpty("Line1"u8);
        Append(address.Text("Line2"u8));
        Append(address.Text("Line3"u8));
        Append(address.Text("Line4"u8));
        Append(address.Text("Line5"u8));
        return street;

        void Append(string? line)
        {
            if (!string.IsNullOrEmpty(line)) street = street.Length == 0 ? line : $"{street}, {line}";
        }
    }
}
