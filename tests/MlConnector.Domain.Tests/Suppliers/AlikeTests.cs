using MlConnector.Domain.Suppliers;

namespace MlConnector.Domain.Tests.Suppliers;

public sealed class AlikeTests
{
    [Theory]
    [InlineData("Norton Lumber", "Norton Lumber", Likeness.Exact)]
    [InlineData("Norton Lumber", " Norton Lumber ", Likeness.Exact)]
    [InlineData("Norton Lumber & Building", "NORTON  LUMBER and BUILDING", Likeness.Normalised)]
    [InlineData("Acme, Inc.", "ACME INC", Likeness.Normalised)]
    [InlineData("Acme L.L.C.", "Acme LLC", Likeness.Normalised)]
    [InlineData("Acme L L C", "Acme, LLC", Likeness.Normalised)]
    [InlineData("Acme Co., Inc.", "Acme Company Incorporated", Likeness.Normalised)]
    [InlineData("O'Brien-Smith Ltd", "OBrien Smith Limited", Likeness.Normalised)]
    [InlineData("A.B.C. Supplies", "ABC Supplies", Likeness.Normalised)]
    [InlineData("Söhne GmbH", "Sohne GMBH", Likeness.Normalised)]
    [InlineData("株式会社テスト", "株式会社 テスト", Likeness.Normalised)]
    [InlineData("Acme \ud83e", "ACME", Likeness.Normalised)]
    [InlineData("Acme", "Acme, Inc.", Likeness.WithoutForm)]
    [InlineData("Acme Inc", "Acme LLC", Likeness.None)]
    [InlineData("Company", "Limited", Likeness.None)]
    [InlineData("Texaco", "Texa", Likeness.None)]
    [InlineData("Acme 1", "Acme 2", Likeness.None)]
    public void Names_are_compared_without_what_people_write_differently(string ours, string theirs, Likeness expected)
    {
        Alike.Of(VendorTrait.Name, ours, theirs).ShouldBe(expected);
        Alike.Of(VendorTrait.Name, theirs, ours).ShouldBe(expected);
    }

    [Theory]
    [InlineData(VendorTrait.TaxId, "12-3456789", "123456789", Likeness.Normalised)]
    [InlineData(VendorTrait.TaxId, "GB 123 4567 89", "gb123456789", Likeness.Normalised)]
    [InlineData(VendorTrait.TaxId, "12-3456789", "12-3456780", Likeness.None)]
    [InlineData(VendorTrait.SupplierCode, "a-0007", "A0007", Likeness.Normalised)]
    [InlineData(VendorTrait.SupplierCode, "A-7 Inc", "A-7", Likeness.None)]
    public void Codes_are_compared_by_their_letters_and_digits(VendorTrait trait, string ours, string theirs, Likeness expected) =>
        Alike.Of(trait, ours, theirs).ShouldBe(expected);

    [Theory]
    [InlineData(VendorTrait.TaxId, "n/a", false)]
    [InlineData(VendorTrait.TaxId, "00-0000000", false)]
    [InlineData(VendorTrait.TaxId, "12-3456789", true)]
    [InlineData(VendorTrait.SupplierCode, "--", false)]
    [InlineData(VendorTrait.Name, "", false)]
    public void A_value_that_says_nothing_matches_nobody(VendorTrait trait, string value, bool tells) => Alike.CanTell(trait, value).ShouldBe(tells);
}
