using System.Text.Json.Nodes;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

public sealed class VendorMappingTests
{
    [Fact]
    public void A_vendor_becomes_a_supplier_with_all_its_fields()
    {
        var vendor = Sample.Vendor();
        vendor["AcctNum"] = "A-17";
        vendor["CurrencyRef"] = new JsonObject { ["value"] = "USD" };
        vendor["BillAddr"]!["Line2"] = "2nd floor";

        var record = Sample.Mapped(EntityType.Vendor, vendor);

        record.Kind.ShouldBe(RecordKind.Supplier);
        record.Key.ShouldBe("QBO-9130357849014096-Vendor-1129");
        record.Fields.ShouldBe(new Dictionary<string, string>
        {
            [Field.Name] = "John Vendor-UudRGTA2p7",
            [Field.LegalName] = "John Vendor Company",
            [Field.Email] = "john.vendor@intuit.com",
            [Field.Phone] = "(214) 387-2000",
            [Field.TaxId] = "12-3456789",
            [Field.SupplierCode] = "A-17",
            [Field.Currency] = "USD",
            [Field.Street] = "1000 Main Street, 2nd floor",
            [Field.City] = "New York",
            [Field.StateProvince] = "NY",
            [Field.Zip] = "10007",
            [Field.Country] = "United States",
            [Field.Active] = "true",
            [Field.SourceSystem] = "QuickBooks Online",
            [Field.SourceSyncToken] = "0",
            [Field.SourceUpdatedOn] = "2013-04-23 15:55:33",
        }, ignoreOrder: true);
    }

    [Fact]
    public void An_inactivated_vendor_keeps_its_names()
    {
        var record = Sample.Mapped(EntityType.Vendor, Sample.InactivatedVendor());

        record.Fields[Field.Name].ShouldBe("Vendor Corporation");
        record.Fields[Field.LegalName].ShouldBe("John Vendor Company");
        record.Fields[Field.Active].ShouldBe("false");
    }

    [Fact]
    public void An_active_vendor_may_be_called_deleted()
    {
        var vendor = Sample.Vendor();
        vendor["DisplayName"] = "Records (deleted)";

        Sample.Mapped(EntityType.Vendor, vendor).Fields[Field.Name].ShouldBe("Records (deleted)");
    }

    [Theory]
    [InlineData("XXXXXXX9704", false)]
    [InlineData("XXX-XX-9704", false)]
    [InlineData("12-3456789", true)]
    [InlineData("X1234567L", true)]
    public void A_masked_tax_id_is_never_a_value(string taxId, bool carried)
    {
        var vendor = Sample.Vendor();
        vendor["TaxIdentifier"] = taxId;

        Sample.Mapped(EntityType.Vendor, vendor).Fields.ContainsKey(Field.TaxId).ShouldBe(carried);
    }

    [Fact]
    public void A_vendor_without_a_name_is_unfit()
    {
        var vendor = Sample.Vendor();
        foreach (var name in (string[])["DisplayName", "CompanyName", "PrintOnCheckName"]) vendor.Remove(name);

        Sample.Unfit(EntityType.Vendor, vendor).Code.ShouldBe("name-missing");
    }

    [Fact]
    public void A_removed_vendor_is_marked_inactive()
    {
        var removed = StagingMapper.Removed(new EntityId(Sample.Realm, EntityType.Vendor, "7"), DateTimeOffset.UnixEpoch);

        removed.ShouldBeOfType<MapResult.Mapped>().Document.Records.ShouldHaveSingleItem().Fields[Field.Active].ShouldBe("false");
    }
}
