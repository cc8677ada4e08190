using System.Text;
using MlConnector.Domain;
using MlConnector.QuickBooks.Webhooks;

namespace MlConnector.QuickBooks.Tests.Webhooks;

public class WebhookTests
{
    private static readonly DateTimeOffset Received = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=", "what do ya want for nothing.")]
    [InlineData("X9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=", "what do ya want for nothing?")]
    [InlineData("W9zBRr9gdU5qBCQmCJV1", "what do ya want for nothing?")]
    [InlineData(null, "what do ya want for nothing?")]
    [InlineData("", "what do ya want for nothing?")]
    [InlineData("not base64!", "what do ya want for nothing?")]
    public void Any_other_signature_is_none(string? signature, string body) =>
        new WebhookSignature("Jefe").IsOf(Encoding.UTF8.GetBytes(body), signature).ShouldBeFalse();

    [Fact]
    public void The_signature_is_the_HMAC_of_RFC_4231()
    {
        var expected = Convert.ToBase64String(Convert.FromHexString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"));
        new WebhookSignature("Jefe").IsOf("what do ya want for nothing?"u8, expected).ShouldBeTrue();
    }

    [Theory]
    [InlineData("qbo.bill.created.v1", EntityType.Bill)]
    [InlineData("qbo.billpayment.void.v1", EntityType.BillPayment)]
    [InlineData("qbo.billpayment.voided.v1", EntityType.BillPayment)]
    [InlineData("qbo.vendorcredit.deleted.v1", EntityType.VendorCredit)]
    [InlineData("qbo.vendor.updated.v2", EntityType.Vendor)]
    public void An_event_of_a_carried_type_is_a_notice(string type, EntityType expected)
    {
        var body = Read(CloudEvent(type));
        body.Notices[Given.Realm].ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            n => n.Type.ShouldBe(expected), n => n.Id.ShouldBe("145"), n => n.EventId.ShouldBe("e-1"), n => n.Merge.ShouldBeFalse());
        body.Unknown.ShouldBe(0);
    }

    [Theory]
    [InlineData("qbo.payment.created.v1")]
    [InlineData("qbo.zebra.updated.v1")]
    [InlineData("billing.updated")]
    [InlineData("")]
    public void An_event_of_any_other_type_is_counted(string type)
    {
        var body = Read(CloudEvent(type));
        body.Notices.ShouldBeEmpty();
        (body.Events, body.Unknown).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("2026-09-10T21:14:00.123456789Z", "2026-09-10T21:14:00.1234568Z")]
    [InlineData("2026-09-10T14:14:00-0700", "2026-09-10T21:14:00Z")]
    [InlineData("2026-09-10T14:14:00-07:00", "2026-09-10T21:14:00Z")]
    [InlineData("2026-09-10T21:14:00.000Z", "2026-09-10T21:14:00Z")]
    [InlineData("soon", "2026-11-22T08:00:00Z")]
    public void A_time_in_any_of_its_spellings_is_an_instant(string text, string expected) =>
        Read($$$"""{"eventNotifications":[{"realmId":"9130357849014096","dataChangeEvent":{"entities":[{"name":"Bill","id":"145","operation":"Update","lastUpdated":"{{{text}}}"}]}}]}""")
            .Notices[Given.Realm].ShouldHaveSingleItem().Time.ShouldBe(DateTimeOffset.Parse(expected));

    [Theory]
    [InlineData("deletedId")]
    [InlineData("deletedID")]
    public void A_merge_names_both_in_either_format(string name)
    {
        var events = Read($$$"""[{"id":"e-1","type":"qbo.vendor.merged.v1","time":"2026-09-10T21:14:00Z","intuitentityid":"7","intuitaccountid":"9130357849014096","data":{"{{{name}}}":"8"}}]""");
        var legacy = Read($$$"""{"eventNotifications":[{"realmId":"9130357849014096","dataChangeEvent":{"entities":[{"name":"Vendor","id":"7","operation":"Merge","lastUpdated":"2026-09-10T21:14:00Z","{{{name}}}":"8"}]}}]}""");
        foreach (var body in new[] { events, legacy })
            body.Notices[Given.Realm].Select(n => (n.Id, n.Merge)).ShouldBe([("7", true), ("8", false)]);
    }

    [Fact]
    public void Each_event_goes_to_its_own_company()
    {
        var body = Read($"[{CloudEvent("qbo.bill.created.v1")},{CloudEvent("qbo.bill.created.v1", "77")}]");
        body.Notices.Keys.Select(k => k.Value).ShouldBe([Given.Realm.Value, "77"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1,\"x\",null,{}]")]
    [InlineData("""{"eventNotifications":[{"realmId":"1"},{"realmId":[],"dataChangeEvent":{"entities":[{},{"name":5}]}}]}""")]
    [InlineData("""[{"type":"qbo.bill.created.v1","intuitentityid":"1","intuitaccountid":"no realm","data":[1]}]""")]
    [InlineData("""[{"type":"qbo.bill.created.v1","intuitentityid":"../x","intuitaccountid":"1","data":"x"}]""")]
    [InlineData("""[{"type":"qbo.bill.created.v1","intuitentityid":"\ud800","intuitaccountid":"1"}]""")]
    [InlineData("""{"\ud800":1}""")]
    public void What_makes_no_sense_is_counted_and_breaks_nothing(string text)
    {
        var body = Read(text);
        body.Notices.ShouldBeEmpty();
        body.Unknown.ShouldBeGreaterThan(0);
    }

    private static WebhookBody Read(string body) => WebhookReader.Read(Encoding.UTF8.GetBytes(body), Received);

    private static string CloudEvent(string type, string realm = "9130357849014096") => $$$"""
        {"specversion":"1.0","id":"e-1","source":"intuit.x","type":"{{{type}}}","datacontenttype":"application/json",
        "time":"2026-09-10T21:14:00.123456789Z","intuitentityid":"145","intuitaccountid":"{{{realm}}}","data":{}}
        """;
}
