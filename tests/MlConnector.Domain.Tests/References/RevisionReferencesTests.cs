using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.References;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.References;

public class RevisionReferencesTests
{
    private static readonly EntityId Id = new(RealmId.Parse("310687"), EntityType.Bill, "25");
    private static readonly DateTimeOffset ReadAt = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private const string Bill =
        """
        {"Id":"25","SyncToken":"0","MetaData":{"LastUpdatedTime":"2026-03-02T04:00:00-08:00"},"VendorRef":{"value":"46","name":"Norton"},
         "CurrencyRef":{"value":"EUR"},"SalesTermRef":{"value":"3","name":"Net 30"},"TotalAmt":10,"Balance":10,
         "Line":[{"Id":"1","Amount":10,"DetailType":"ItemBasedExpenseLineDetail","ItemBasedExpenseLineDetail":{"ItemRef":{"value":"11","name":"Pump"},"ClassRef":{"value":"7"}}}]}
        """;

    [Fact]
    public void Only_lists_that_are_needed_are_missing_and_only_what_was_needed_is_kept()
    {
        var missing = new HashSet<ReferenceType>();
        Read(Book(), missing).References.ShouldBeNull();
        missing.ShouldBe([ReferenceType.Item, ReferenceType.Class], ignoreOrder: true);

        var book = Book(("Item", """{"Id":"11","Name":"Pump","Type":"Service","ExpenseAccountRef":{"value":"80"}}"""), ("Item", """{"Id":"12","Name":"Hose"}"""),
            ("Class", """{"Id":"7","Name":"Inner","FullyQualifiedName":"Outer:Inner"}"""), ("Account", """{"Id":"80","Name":"Goods","FullyQualifiedName":"Costs:Goods"}"""));
        var revision = Read(book, []);
        revision.References!.Keys.ShouldBe(["Account/80", "Class/7", "Item/11"]);
        var line = Line(revision);
        line[Field.GlAccount].ShouldBe("Costs:Goods");
        line[Field.Class].ShouldBe("Outer:Inner");
        line[Field.Item].ShouldBe("Pump");
    }

    [Theory]
    [InlineData("Inventory", "81")]
    [InlineData("NonInventory", "80")]
    [InlineData("Service", "80")]
    public void What_is_held_in_stock_goes_to_its_asset_account(string type, string account) => Line(Read(Book(
        ("Item", $$$"""{"Id":"11","Name":"Pump","Type":"{{{type}}}","ExpenseAccountRef":{"value":"80"},"AssetAccountRef":{"value":"81"}}""")), []))[Field.GlAccount].ShouldBe(account);

    [Fact]
    public void Another_account_of_its_item_is_another_content_of_the_bill_and_the_same_is_the_same()
    {
        var (one, other) = (Item("80"), Item("99"));
        Read(one, []).Hash.ShouldBe(Read(one, []).Hash);
        Read(one, []).Hash.ShouldNotBe(Read(other, []).Hash);

        static ReferenceBook Item(string account) => Book(("Item", $$$"""{"Id":"11","Name":"Pump","ExpenseAccountRef":{"value":"{{{account}}}"}}"""));
    }

    [Theory]
    [InlineData("""{"Id":"7","status":"Deleted"}""")]
    [InlineData("""{"Name":"of no id"}""")]
    [InlineData("""{"Id":"7","Name":"cut \ud83d"}""")]
    public void What_tells_nothing_is_no_entry(string entry)
    {
        using var json = JsonDocument.Parse(entry);
        ReferenceReader.Read(ReferenceType.Class, json.RootElement).ShouldBeNull();
    }

    [Fact]
    public void What_was_made_inactive_keeps_the_name_that_it_is_known_by()
    {
        using var json = JsonDocument.Parse("""{"Id":"7","Name":"Garden (deleted)","Active":false}""");
        ReferenceReader.Read(ReferenceType.Class, json.RootElement)!.Value.Reference.Name.ShouldBe("Garden");
    }

    private static Entities.Revision Read(ReferenceBook book, HashSet<ReferenceType> missing)
    {
        using var json = JsonDocument.Parse(Bill);
        return RevisionReader.Read(Id, json.RootElement, ReadAt, book, missing);
    }

    private static ImmutableSortedDictionary<string, string> Line(Entities.Revision revision) =>
        StagingMapper.Map(Id, revision.Payload, references: revision.Named).ShouldBeOfType<MapResult.Mapped>().Document.Records[0].Lines[0].Fields;

    private static ReferenceBook Book(params (string List, string Entry)[] entries)
    {
        var book = ReferenceBook.Empty;
        foreach (var (list, entry) in entries)
        {
            using var json = JsonDocument.Parse(entry);
            var read = ReferenceReader.Read(Enum.Parse<ReferenceType>(list), json.RootElement)!.Value;
            book = book.With([KeyValuePair.Create(read.Id.ToString(), read.Reference)]);
        }
        return book;
    }
}
