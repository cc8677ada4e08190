using System.Text.Json.Nodes;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

public sealed class BillMappingTests
{
    [Fact]
    public void A_bill_becomes_an_invoice_with_all_its_fields()
    {
        var bill = Sample.BillWithTax();
        bill["DepartmentRef"] = new JsonObject { ["value"] = "4", ["name"] = "North" };
        bill["SalesTermRef"] = new JsonObject { ["value"] = "3", ["name"] = "Net 15" };

        var record = Sample.Mapped(EntityType.Bill, bill);

        record.Kind.ShouldBe(RecordKind.Invoice);
        record.Key.ShouldBe("QBO-9130357849014096-Bill-292");
        record.References[Field.Supplier].ShouldBe(new EntityId(Sample.Realm, EntityType.Vendor, "87"));
        record.Fields.ShouldBe(new Dictionary<string, string>
        {
            [Field.SupplierInvoiceNumber] = "PO000H1",
            [Field.InvoiceType] = "invoice",
            [Field.InvoiceDate] = "2020-03-08",
            [Field.DueDate] = "2020-03-22",
            [Field.Currency] = "USD",
            [Field.ExchangeRate] = "1",
            [Field.InvoiceAmount] = "420.00",
            [Field.BalanceDue] = "420.00",
            [Field.Subtotal] = "400.00",
            [Field.TaxAmount] = "20.00",
            [Field.State] = "staged",
            [Field.PaymentTerms] = "Net 15",
            [Field.Department] = "North",
            [Field.GlAccount] = "Accounts Payable (A/P) - USD",
            [Field.Memo] = "This is a private note",
            [Field.SourceSystem] = "QuickBooks Online",
            [Field.SourceSyncToken] = "0",
            [Field.SourceUpdatedOn] = "2020-03-08 07:08:50",
        }, ignoreOrder: true);
    }

    [Fact]
    public void An_item_line_and_an_account_line_fill_the_columns_that_they_have()
    {
        var item = Sample.Mapped(EntityType.Bill, Sample.BillWithTax()).Lines.ShouldHaveSingleItem();
        var account = Sample.Mapped(EntityType.Bill, Sample.Bill()).Lines.ShouldHaveSingleItem();

        item.Key.ShouldBe("QBO-9130357849014096-Bill-292-L1");
        item.Fields[Field.Item].ShouldBe("MW-001 - Mens Silver Watch");
        item.Fields[Field.Quantity].ShouldBe("1");
        item.Fields[Field.UnitPrice].ShouldBe("400.00");
        item.Fields[Field.TaxCode].ShouldBe("9");
        item.Fields[Field.Billable].ShouldBe("false");
        item.Fields[Field.GlAccount].ShouldBe("");
        account.Fields[Field.GlAccount].ShouldBe("Job Expenses:Job Materials:Decks and Patios");
        account.Fields[Field.Customer].ShouldBe("Travis Waldron");
        account.Fields[Field.Billable].ShouldBe("true");
        account.Fields[Field.Amount].ShouldBe("103.55");
        account.Fields[Field.Quantity].ShouldBe("");
    }

    [Fact]
    public void A_class_of_the_whole_bill_is_that_of_each_line_without_one()
    {
        var bill = Sample.Bill();
        bill["ClassRef"] = new JsonObject { ["value"] = "7", ["name"] = "West" };
        var second = bill["Line"]![0]!.DeepClone();
        second["Id"] = "2";
        second["AccountBasedExpenseLineDetail"]!["ClassRef"] = new JsonObject { ["value"] = "8", ["name"] = "East" };
        bill["Line"]!.AsArray().Add(second);
        bill["TotalAmt"] = 207.10m;

        Sample.Mapped(EntityType.Bill, bill).Lines.Select(l => l.Fields[Field.Class]).ShouldBe(["West", "East"]);
    }

    [Fact]
    public void Tax_without_a_total_is_that_of_its_lines()
    {
        var bill = Sample.BillWithTax();
        bill["TxnTaxDetail"] = new JsonObject { ["TaxLine"] = new JsonArray(new JsonObject { ["Amount"] = 12m }, new JsonObject { ["Amount"] = 8m }) };

        Sample.Mapped(EntityType.Bill, bill).Fields[Field.TaxAmount].ShouldBe("20.00");
    }

    [Theory]
    [InlineData("TaxInclusive", true)]
    [InlineData("TaxExcluded", false)]
    public void Lines_may_hold_their_tax_only_where_prices_include_it(string calculation, bool fits)
    {
        var bill = Sample.BillWithTax();
        bill["GlobalTaxCalculation"] = calculation;
        bill["Line"]![0]!["Amount"] = 420m;

        if (!fits)
        {
            Sample.Unfit(EntityType.Bill, bill).Code.ShouldBe("sum-differs");
            return;
        }
        var fields = Sample.Mapped(EntityType.Bill, bill).Fields;
        (fields[Field.InvoiceAmount], fields[Field.Subtotal], fields[Field.TaxAmount]).ShouldBe(("420.00", "400.00", "20.00"));
    }

    [Fact]
    public void A_vendor_credit_becomes_a_credit_memo_without_a_due_date()
    {
        var record = Sample.Mapped(EntityType.VendorCredit, Sample.VendorCredit());

        record.Key.ShouldBe("QBO-9130357849014096-VendorCredit-255");
        record.Fields[Field.InvoiceType].ShouldBe("credit_memo");
        record.Fields[Field.InvoiceAmount].ShouldBe("90.00");
        record.Fields[Field.DueDate].ShouldBe("");
        record.Fields[Field.BalanceDue].ShouldBe("");
    }

    [Theory]
    [InlineData("103.55", "0", null, "paid")]
    [InlineData("103.55", "3.5", null, "staged")]
    [InlineData("0", "0", null, "staged")]
    [InlineData("0", "0", "Voided - entered twice", "cancelled")]
    public void The_state_tells_open_from_paid_from_voided(string total, string balance, string? memo, string state)
    {
        var bill = Sample.Bill();
        bill["TotalAmt"] = JsonNode.Parse(total);
        bill["Balance"] = JsonNode.Parse(balance);
        bill["Line"]![0]!["Amount"] = JsonNode.Parse(total);
        bill["PrivateNote"] = memo;

        Sample.Mapped(EntityType.Bill, bill).Fields[Field.State].ShouldBe(state);
    }

    [Theory]
    [InlineData("80", "80.00")]
    [InlineData("80.5", "80.50")]
    [InlineData("80.125", "80.125")]
    [InlineData("80.000", "80.00")]
    [InlineData("1e2", "100.00")]
    [InlineData("-0.1", "-0.10")]
    [InlineData("12345678901234.56", "12345678901234.56")]
    public void Amounts_are_exact_decimals_with_two_places_at_least(string reported, string staged)
    {
        var bill = Sample.Bill();
        bill["TotalAmt"] = JsonNode.Parse(reported);
        bill["Line"]![0]!["Amount"] = JsonNode.Parse(reported);

        Sample.Mapped(EntityType.Bill, bill).Fields[Field.InvoiceAmount].ShouldBe(staged);
    }

    [Fact]
    public void Lines_and_tax_that_do_not_add_up_are_told_with_the_figures()
    {
        var reason = Sample.Unfit(EntityType.Bill, Sample.ShortenedBill());

        reason.Code.ShouldBe("sum-differs");
        reason.Text.ShouldContain("100.00");
        reason.Text.ShouldContain("225.00");
        reason.NextStep.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_bill_without_a_vendor_is_unfit()
    {
        var bill = Sample.Bill();
        bill.Remove("VendorRef");

        Sample.Unfit(EntityType.Bill, bill).Code.ShouldBe("vendor-missing");
    }

    [Fact]
    public void A_line_without_an_id_is_keyed_by_its_position_apart_from_every_id()
    {
        var bill = Sample.Bill();
        var first = bill["Line"]![0]!.AsObject();
        var second = first.DeepClone().AsObject();
        second.Remove("Id");
        first["Id"] = "2";
        bill["Line"]!.AsArray().Add(second);
        bill["TotalAmt"] = 207.10m;

        Sample.Mapped(EntityType.Bill, bill).Lines.Select(l => l.Key).ShouldBe(
            ["QBO-9130357849014096-Bill-25-L2", "QBO-9130357849014096-Bill-25-Lp2"]);
    }

    [Fact]
    public void A_line_id_of_0_is_an_id_like_any_other()
    {
        var bill = Sample.Bill();
        bill["Line"]![0]!["Id"] = "0";

        Sample.Mapped(EntityType.Bill, bill).Lines[0].Key.ShouldEndWith("-L0");
    }

    [Fact]
    public void Two_lines_with_one_id_are_unfit_rather_than_one_of_them_lost()
    {
        var bill = Sample.Bill();
        bill["Line"]!.AsArray().Add(bill["Line"]![0]!.DeepClone());
        bill["TotalAmt"] = 207.10m;

        Sample.Unfit(EntityType.Bill, bill).Code.ShouldBe("line-id-twice");
    }

    [Fact]
    public void Texts_are_kept_to_the_last_character()
    {
        var text = string.Concat("Quotes \" ' and ^NQactive=true 🧾 ", new string('é', 3960));
        var bill = Sample.Bill();
        bill["PrivateNote"] = text;
        bill["Line"]![0]!["Description"] = text;

        var record = Sample.Mapped(EntityType.Bill, bill);

        record.Fields[Field.Memo].ShouldBe(text);
        record.Lines[0].Fields[Field.Description].ShouldBe(text);
    }

    [Fact]
    public void Ten_thousand_lines_are_all_carried()
    {
        var bill = Sample.Bill();
        var line = bill["Line"]![0]!;
        bill["Line"] = new JsonArray([.. Enumerable.Range(1, 10_000).Select(i =>
        {
            var copy = line.DeepClone();
            copy["Id"] = $"{i}";
            copy["Amount"] = 0.01m;
            return copy;
        })]);
        bill["TotalAmt"] = 100m;

        Sample.Mapped(EntityType.Bill, bill).Lines.Length.ShouldBe(10_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"Id\":\"25\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"Id\":\"26\",\"MetaData\":{\"LastUpdatedTime\":\"2020-03-07T23:08:50-08:00\"}}")]
    [InlineData("{\"Id\":\"25\",\"VendorRef\":{\"value\":\"1\"},\"TotalAmt\":1}")]
    [InlineData("{\"Id\":\"25\",\"MetaData\":{\"LastUpdatedTime\":\"2020-03-07T23:08:50-08:00\"},\"VendorRef\":{\"value\":\"1\"},\"TotalAmt\":1e99}")]
    [InlineData("{\"Id\":\"25\",\"MetaData\":{\"LastUpdatedTime\":\"2020-03-07T23:08:50-08:00\"},\"VendorRef\":{\"value\":\"1\"},\"TotalAmt\":\"much\"}")]
    [InlineData("{\"Id\":\"25\",\"MetaData\":{\"LastUpdatedTime\":\"2020-03-07T23:08:50-08:00\"},\"VendorRef\":{\"value\":\"1\"},\"TotalAmt\":0,\"PrivateNote\":\"\\ud83e\"}")]
    public void What_cannot_be_read_is_unfit_and_never_an_exception(string payload)
    {
        var result = StagingMapper.Map(new EntityId(Sample.Realm, EntityType.Bill, "25"), payload);

        result.ShouldBeOfType<MapResult.Unfit>().Reason.Code.ShouldBe("payload-malformed");
    }

    [Fact]
    public void A_removed_bill_is_marked_cancelled_and_its_amounts_are_left_alone()
    {
        var id = new EntityId(Sample.Realm, EntityType.Bill, "25");

        var record = StagingMapper.Removed(id, DateTimeOffset.Parse("2020-03-07T23:08:50-08:00")).ShouldBeOfType<MapResult.Mapped>().Document.Records.ShouldHaveSingleItem();

        record.IsRemoval.ShouldBeTrue();
        record.Key.ShouldBe(id.ExternalKey);
        record.Fields.ShouldBe(new Dictionary<string, string> { [Field.State] = "cancelled", [Field.SourceUpdatedOn] = "2020-03-08 07:08:50" }, ignoreOrder: true);
    }
}
