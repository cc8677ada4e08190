using System.Text.Json.Nodes;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

public sealed class PaymentMappingTests
{
    private const string Prefix = "QBO-9130357849014096-BillPayment-236-";

    [Fact]
    public void A_payment_becomes_a_record_for_its_bill_with_all_its_fields()
    {
        var payment = Sample.Payment();
        payment["DocNumber"] = "1001";
        payment["CurrencyRef"] = new JsonObject { ["value"] = "EUR", ["name"] = "Euro" };
        payment["ExchangeRate"] = 1.0951m;

        var record = Sample.Mapped(EntityType.BillPayment, payment);

        record.Kind.ShouldBe(RecordKind.Payment);
        record.Key.ShouldBe(Prefix + "234");
        record.References.ShouldBe(new Dictionary<string, EntityId>
        {
            [Field.Invoice] = new(Sample.Realm, EntityType.Bill, "234"),
            [Field.Supplier] = new(Sample.Realm, EntityType.Vendor, "56"),
        }, ignoreOrder: true);
        record.Fields.ShouldBe(new Dictionary<string, string>
        {
            [Field.PaymentDate] = "2015-07-14",
            [Field.PaymentAmount] = "200.00",
            [Field.Currency] = "EUR",
            [Field.ExchangeRate] = "1.0951",
            [Field.PaymentMethod] = "cheque",
            [Field.PaymentReference] = "1001",
            [Field.FundingAccount] = "Checking",
            [Field.State] = "staged",
            [Field.Memo] = "Acct. 1JK90",
            [Field.SourceSystem] = "QuickBooks Online",
            [Field.SourceSyncToken] = "0",
            [Field.SourceUpdatedOn] = "2015-07-14 19:34:04",
        }, ignoreOrder: true);
    }

    [Fact]
    public void A_payment_by_card_names_the_card()
    {
        var payment = Sample.Payment();
        payment["PayType"] = "CreditCard";
        payment.Remove("CheckPayment");
        payment["CreditCardPayment"] = new JsonObject { ["CCAccountRef"] = new JsonObject { ["value"] = "41", ["name"] = "Mastercard" } };

        var record = Sample.Mapped(EntityType.BillPayment, payment);

        record.Fields[Field.PaymentMethod].ShouldBe("credit_card");
        record.Fields[Field.FundingAccount].ShouldBe("Mastercard");
    }

    [Fact]
    public void Each_bill_has_its_record_and_two_links_to_one_bill_are_one()
    {
        Amounts(Paying(350m, ("Bill", "234", 200m), ("Bill", "235", 100m), ("Bill", "234", 50m)))
            .ShouldBe([(Prefix + "234", "250.00"), (Prefix + "235", "100.00")]);
    }

    [Fact]
    public void A_credit_pays_along_and_is_no_record()
    {
        Amounts(Paying(70m, ("Bill", "234", 100m), ("VendorCredit", "240", 30m))).ShouldBe([(Prefix + "234", "100.00")]);
    }

    [Fact]
    public void A_credit_used_up_without_money_takes_it_off_the_bill_and_off_no_account()
    {
        var record = Sample.Mapped(EntityType.BillPayment, Paying(0m, ("Bill", "234", 30m), ("VendorCredit", "240", 30m)));

        record.Fields[Field.PaymentAmount].ShouldBe("30.00");
        record.Fields[Field.FundingAccount].ShouldBe("");
    }

    [Fact]
    public void Money_that_went_to_no_bill_is_a_record_without_an_invoice()
    {
        var document = Sample.Document(EntityType.BillPayment, Paying(150m, ("Bill", "234", 100m)));

        document.Records.Select(r => (r.Key, r.Fields[Field.PaymentAmount], r.References.ContainsKey(Field.Invoice)))
            .ShouldBe([(Prefix + "234", "100.00", true), (Prefix + "unapplied", "50.00", false)]);
    }

    [Fact]
    public void A_payment_of_nothing_but_money_is_carried_too()
    {
        var payment = Paying(150m);
        payment.Remove("Line");

        Amounts(payment).ShouldBe([(Prefix + "unapplied", "150.00")]);
    }

    [Fact]
    public void Money_for_a_journal_entry_goes_to_no_invoice_and_an_entry_used_as_a_credit_is_no_money()
    {
        Amounts(Paying(80m, ("JournalEntry", "300", 80m))).ShouldBe([(Prefix + "unapplied", "80.00")]);
        Amounts(Paying(20m, ("Bill", "234", 100m), ("JournalEntry", "300", 80m))).ShouldBe([(Prefix + "234", "100.00")]);
    }

    [Theory]
    [InlineData("Voided - Acct. 1JK90")]
    [InlineData("Annulé")]
    public void A_void_has_no_records_and_marks_what_stands_there(string note)
    {
        var payment = Paying(0m);
        payment["PrivateNote"] = note;

        var document = Sample.Document(EntityType.BillPayment, payment);

        document.Records.ShouldBeEmpty();
        document.Standing.ShouldBe(Standing.Removed);
        document.Set!.KeyPrefix.ShouldBe(Prefix);
        document.Set.Left[Field.State].ShouldBe("voided");
    }

    [Fact]
    public void A_deleted_payment_marks_what_stands_there_as_cancelled()
    {
        var document = StagingMapper.Removed(new EntityId(Sample.Realm, EntityType.BillPayment, "236"), DateTimeOffset.UnixEpoch)
            .ShouldBeOfType<MapResult.Mapped>().Document;

        document.Records.ShouldBeEmpty();
        document.Standing.ShouldBe(Standing.Removed);
        document.Set!.Left[Field.State].ShouldBe("cancelled");
    }

    [Fact]
    public void A_payment_without_a_vendor_is_unfit()
    {
        var payment = Sample.Payment();
        payment.Remove("VendorRef");

        Sample.Unfit(EntityType.BillPayment, payment).Code.ShouldBe("vendor-missing");
    }

    [Fact]
    public void The_hash_tells_a_dropped_bill_and_a_void_and_not_a_new_version()
    {
        var both = Paying(300m, ("Bill", "234", 200m), ("Bill", "235", 100m));
        var newer = both.DeepClone().AsObject();
        newer["SyncToken"] = "7";

        Hash(newer).ShouldBe(Hash(both));
        Hash(Paying(200m, ("Bill", "234", 200m))).ShouldNotBe(Hash(both));
        Hash(Paying(0m)).ShouldNotBe(Hash(both));
    }

    private static string Hash(JsonObject payment) => ContentHash.Of(Sample.Document(EntityType.BillPayment, payment));

    private static List<(string, string)> Amounts(JsonObject payment) =>
        [.. Sample.Document(EntityType.BillPayment, payment).Records.Select(r => (r.Key, r.Fields[Field.PaymentAmount]))];

    private static JsonObject Paying(decimal total, params (string Type, string Id, decimal Amount)[] links)
    {
        var payment = Sample.Payment();
        payment["TotalAmt"] = total;
        payment["Line"] = new JsonArray([.. links.Select(l => new JsonObject
        {
            ["Amount"] = l.Amount,
            ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = l.Id, ["TxnType"] = l.Type }),
        })]);
        return payment;
    }
}
