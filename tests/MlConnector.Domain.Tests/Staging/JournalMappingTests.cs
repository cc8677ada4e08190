using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

public sealed class JournalMappingTests
{
    private const string Prefix = "QBO-9130357849014096-JournalEntry-227-L";

    // of the sample's credit
    private const string CreditAccount = "44";

    [Fact]
    public void An_entry_on_a_payable_account_becomes_a_record_for_each_of_its_lines()
    {
        var entry = Sample.JournalEntry();
        entry["DocNumber"] = "JE-7";
        entry["CurrencyRef"] = new JsonObject { ["value"] = "USD" };
        entry["ExchangeRate"] = 1;
        entry["TotalAmt"] = 0;
        entry["PrivateNote"] = "Inventory";
        var detail = entry["Line"]![1]!["JournalEntryLineDetail"]!;
        detail["ClassRef"] = new JsonObject { ["value"] = "5", ["name"] = "Landscaping" };
        detail["DepartmentRef"] = new JsonObject { ["value"] = "2", ["name"] = "North" };

        var records = Carried(entry, CreditAccount).Records;

        records.Select(r => r.Key).ShouldBe([Prefix + "0", Prefix + "1"]);
        records.ShouldAllBe(r => r.Kind == RecordKind.LedgerLine);
        records[0].Fields[Field.PostingType].ShouldBe("debit");
        records[0].Fields[Field.GlAccount].ShouldBe("Job Expenses:Job Materials:Fountain and Garden Lighting");
        records[0].References.ShouldBeEmpty();
        records[1].References[Field.Supplier].ShouldBe(new EntityId(Sample.Realm, EntityType.Vendor, "2"));
        records[1].Fields.ShouldBe(new Dictionary<string, string>
        {
            [Field.JournalNumber] = "JE-7",
            [Field.LineNumber] = "2",
            [Field.PostingDate] = "2015-06-29",
            [Field.PostingType] = "credit",
            [Field.Amount] = "25.54",
            [Field.Currency] = "USD",
            [Field.ExchangeRate] = "1",
            [Field.GlAccount] = "Notes Payable",
            [Field.Class] = "Landscaping",
            [Field.Department] = "North",
            [Field.Description] = "Sprinkler Hds - Sprinkler Hds Inventory Adjustment",
            [Field.State] = "staged",
            [Field.Memo] = "Inventory",
            [Field.SourceSystem] = "QuickBooks Online",
            [Field.SourceSyncToken] = "0",
            [Field.SourceUpdatedOn] = "2015-06-29 19:33:57",
        }, ignoreOrder: true);
    }

    [Fact]
    public void An_entry_on_no_payable_account_is_of_no_concern_even_if_it_does_not_balance()
    {
        var entry = Sample.JournalEntry();
        entry["Line"]![0]!["Amount"] = 1m;

        var unconcerned = Map(entry, "33").ShouldBeOfType<MapResult.Unconcerned>();

        unconcerned.Reason.Code.ShouldBe("no-payable-account");
        unconcerned.Leaving.Standing.ShouldBe(Standing.Ignored);
        unconcerned.Leaving.Records.ShouldBeEmpty();
        unconcerned.Leaving.Set!.Left[Field.State].ShouldBe("cancelled");
    }

    [Fact]
    public void Debits_and_credits_that_differ_are_told_with_the_figures()
    {
        var entry = Sample.JournalEntry();
        entry["Line"]![0]!["Amount"] = 20m;

        var reason = Map(entry, CreditAccount).ShouldBeOfType<MapResult.Unfit>().Reason;

        reason.Code.ShouldBe("entry-unbalanced");
        reason.Text.ShouldContain("20.00");
        reason.Text.ShouldContain("25.54");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Tax_that_balances_an_entry_is_a_posting_of_its_own(bool onTheLine)
    {
        var entry = Sample.JournalEntry();
        entry["Line"]![0]!["Amount"] = 20m;
        if (onTheLine) entry["Line"]![0]!["JournalEntryLineDetail"]!["TaxAmount"] = 5.54m;
        else entry["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = 5.54m };

        var records = Carried(entry, CreditAccount).Records;

        records.Length.ShouldBe(3);
        records[2].Key.ShouldBe(Prefix + "tax");
        records[2].Fields[Field.Amount].ShouldBe("5.54");
        records.Sum(r => decimal.Parse(r.Fields[Field.Amount]) * (r.Fields[Field.PostingType] == "debit" ? 1 : -1)).ShouldBe(0);
    }

    [Fact]
    public void A_remark_is_no_posting_and_a_line_without_an_id_is_keyed_by_its_position()
    {
        var entry = Sample.JournalEntry();
        entry["Line"]!.AsArray().Insert(0, new JsonObject { ["Id"] = "9", ["Description"] = "See the count", ["DetailType"] = "DescriptionOnly" });
        entry["Line"]![1]!.AsObject().Remove("Id");

        Carried(entry, CreditAccount).Records.Select(r => r.Key).ShouldBe([Prefix + "p2", Prefix + "1"]);
    }

    [Fact]
    public void Two_lines_with_one_id_are_unfit_rather_than_one_of_them_lost()
    {
        var entry = Sample.JournalEntry();
        entry["Line"]![1]!["Id"] = "0";

        Map(entry, CreditAccount).ShouldBeOfType<MapResult.Unfit>().Reason.Code.ShouldBe("line-id-twice");
    }

    [Fact]
    public void A_void_marks_what_stands_there()
    {
        var entry = Sample.JournalEntry();
        foreach (var line in entry["Line"]!.AsArray()) line!["Amount"] = 0;
        entry["PrivateNote"] = "Voided";

        var document = Carried(entry, CreditAccount);

        document.Records.ShouldBeEmpty();
        document.Standing.ShouldBe(Standing.Removed);
        document.Set!.Left[Field.State].ShouldBe("cancelled");
    }

    [Fact]
    public void A_deleted_entry_marks_what_stands_there()
    {
        var document = StagingMapper.Removed(new EntityId(Sample.Realm, EntityType.JournalEntry, "227"), DateTimeOffset.UnixEpoch)
            .ShouldBeOfType<MapResult.Mapped>().Document;

        document.Standing.ShouldBe(Standing.Removed);
        document.Set!.KeyPrefix.ShouldBe(Prefix);
        document.Set.Left[Field.State].ShouldBe("cancelled");
    }

    [Fact]
    public void Accounts_become_payable_and_cease_to_be_and_a_deleted_one_says_nothing()
    {
        var known = PayableAccounts.None.Add("33").Add("34").Add("35");

        PayableAccounts.After(known, [
            Account("""{"Id":"33","AccountType":"Accounts Payable","CurrentBalance":12}"""),
            Account("""{"Id":"34","AccountType":"Other Current Liability"}"""),
            Account("""{"Id":"35","status":"Deleted"}"""),
            Account("""{"Id":"91","AccountType":"Accounts Payable"}"""),
        ]).ShouldBe(["33", "35", "91"]);
    }

    private static System.Text.Json.JsonElement Account(string json) => System.Text.Json.JsonDocument.Parse(json).RootElement;

    private static StagingDocument Carried(JsonObject entry, params string[] payable) => Map(entry, payable).ShouldBeOfType<MapResult.Mapped>().Document;

    private static MapResult Map(JsonObject entry, params string[] payable) =>
        StagingMapper.Map(Sample.IdOf(EntityType.JournalEntry, entry), entry.ToJsonString(), payable.ToImmutableSortedSet());
}
