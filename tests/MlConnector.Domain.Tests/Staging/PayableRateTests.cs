using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

public sealed class PayableRateTests
{
    private static readonly EntityId Bill = new(Sample.Realm, EntityType.Bill, "234");

    [Fact]
    public void The_rate_of_a_bill_is_the_one_that_it_reports()
    {
        PayableRate.Of("""{"ExchangeRate":1.0951}""").ShouldBe("1.0951");
        PayableRate.Of("""{"ExchangeRate":"1.10"}""").ShouldBe("1.1");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("""{"ExchangeRate":"a lot"}""")]
    public void A_bill_that_reports_none_has_none(string bill) => PayableRate.Of(bill).ShouldBeNull();

    [Fact]
    public void A_payment_bears_the_rate_of_each_bill_and_its_own_where_no_bill_has_one()
    {
        var payment = Sample.Payment();
        payment["ExchangeRate"] = 1.25m;
        payment["TotalAmt"] = 250m;
        var document = Sample.Document(EntityType.BillPayment, payment);

        Rates(PayableRate.Apply(document, new Dictionary<EntityId, string> { [Bill] = "1.1" })).ShouldBe(["1.1", "1.25"]);
        Rates(PayableRate.Apply(document, new Dictionary<EntityId, string>())).ShouldBe(["1.25", "1.25"]);
    }

    private static IEnumerable<string> Rates(StagingDocument document) => document.Records.Select(r => r.Fields[Field.ExchangeRate]);
}
