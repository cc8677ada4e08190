using System.Text.Json.Nodes;
using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Tests.Staging;

/// <summary>Real payloads, and how a test changes them.</summary>
internal static class Sample
{
    public static readonly RealmId Realm = RealmId.Parse("9130357849014096");

    public static JsonObject Bill() => Entity("bill.json", "Bill");

    public static JsonObject BillWithTax() => Entity("bill-with-tax.json", "Bill");

    public static JsonObject VendorCredit() => Entity("vendor-credit.json", "VendorCredit");

    public static JsonObject Payment() => Entity("bill-payment.json", "BillPayment");

    public static JsonObject JournalEntry() => Entity("journal-entry.json", "JournalEntry");

    public static JsonObject Vendor() => Entity("vendor.json", "Vendor");

    public static JsonObject InactivatedVendor() => Entity("vendor-inactivated.json", "Vendor");

    public static JsonObject ShortenedBill() => Read("bill-shortened.json")["QueryResponse"]!["Bill"]![0]!.AsObject();

    public static EntityId IdOf(EntityType type, JsonObject entity) => new(Realm, type, (string)entity["Id"]!);

    public static MapResult Map(EntityType type, JsonObject entity) => StagingMapper.Map(IdOf(type, entity), entity.ToJsonString());

    public static StagingRecord Mapped(EntityType type, JsonObject entity) => Document(type, entity).Records.ShouldHaveSingleItem();

    public static StagingDocument Document(EntityType type, JsonObject entity) => Map(type, entity).ShouldBeOfType<MapResult.Mapped>().Document;

    public static Entities.Reason Unfit(EntityType type, JsonObject entity) => Map(type, entity).ShouldBeOfType<MapResult.Unfit>().Reason;

    private static JsonObject Entity(string file, string type) => Read(file)[type]!.AsObject();

    private static JsonObject Read(string file)
    {
        using var stream = typeof(Sample).Assembly.GetManifestResourceStream(file)!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
