using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>
/// Bill payment to one record for each bill that it pays. The amount is what the payment takes off that bill, be it money or a credit
/// used up; money that went to no bill is a record of its own, so that none gets lost.
/// </summary>
internal static class PaymentMapping
{
    private const string Unapplied = "unapplied";

    public static StagingDocument Map(EntityId id, JsonElement payment, DateTimeOffset updatedAt, IReferences? references)
    {
        if (payment.ReferenceId("VendorRef"u8) is not { } vendor || !EntityId.IsId(vendor)) throw new UnfitException(Unfitness.NoVendor("payment"));
        var total = payment.Number("TotalAmt"u8) ?? throw new UnfitException(Unfitness.Malformed("the payment has no TotalAmt"));
        var links = Links(payment);
        // no status tells a void, and its text is in the company's language: nothing is paid and nothing applied
        if (total == 0 && links.All(l => l.Amount == 0)) return Without(Set(id, payment, updatedAt, PaymentState.Voided));

        var shared = Shared(payment, total, updatedAt, references);
        var supplier = new EntityId(id.Realm, EntityType.Vendor, vendor);
        var records = ImmutableArray.CreateBuilder<StagingRecord>();
        foreach (var bill in links.Where(l => l.Type == "Bill").GroupBy(l => l.Id, StringComparer.Ordinal))
            records.Add(Record($"{id.ExternalKey}-{bill.Key}", bill.Sum(l => l.Amount), new EntityId(id.Realm, EntityType.Bill, bill.Key)));
        // credits add to the money, bills use both up; what is left lies with the supplier or went to a journal entry
        var left = total + links.Where(l => l.Type == "VendorCredit").Sum(l => l.Amount) - links.Where(l => l.Type == "Bill").Sum(l => l.Amount);
        if (left > 0) records.Add(Record($"{id.ExternalKey}-{Unapplied}", left, null));
        return new StagingDocument(records.ToImmutable(), Set(id, payment, updatedAt, PaymentState.Cancelled));

        StagingRecord Record(string key, decimal amount, EntityId? bill)
        {
            var references = ImmutableSortedDictionary<string, EntityId>.Empty.Add(Field.Supplier, supplier);
            if (bill is { } invoice) references = references.Add(Field.Invoice, invoice);
            return new StagingRecord(RecordKind.Payment, key, shared.SetItem(Field.PaymentAmount, Plain.Amount(amount)), references, []);
        }
    }

    public static StagingDocument Removed(EntityId id, DateTimeOffset updatedAt) => Without(new RecordSet(
        RecordKind.Payment, Prefix(id), Fields.Mark(PaymentState.Cancelled, updatedAt)));

    private static StagingDocument Without(RecordSet set) => new([], set) { Standing = Standing.Removed };

    private static RecordSet Set(EntityId id, JsonElement payment, DateTimeOffset updatedAt, string left) =>
        new(RecordKind.Payment, Prefix(id), Fields.Mark(left, updatedAt).Add(Field.SourceSyncToken, payment.TextOrEmpty("SyncToken"u8)));

    private static string Prefix(EntityId id) => $"{id.ExternalKey}-";

    private static ImmutableSortedDictionary<string, string> Shared(JsonElement payment, decimal total, DateTimeOffset updatedAt, IReferences? references)
    {
        var byCard = payment.Text("PayType"u8) == "CreditCard";
        var funding = byCard
            ? (payment.Get("CreditCardPayment"u8) ?? default).ReferenceName("CCAccountRef"u8, ReferenceType.Account, references)
            : (payment.Get("CheckPayment"u8) ?? default).ReferenceName("BankAccountRef"u8, ReferenceType.Account, references);
        var fields = Fields.New();
        fields[Field.PaymentDate] = payment.TextOrEmpty("TxnDate"u8);
        fields[Field.Currency] = payment.Currency(references);
        fields[Field.ExchangeRate] = Plain.Number(payment.Number("ExchangeRate"u8));
        fields[Field.PaymentMethod] = byCard ? "credit_card" : "cheque";
        fields[Field.PaymentReference] = payment.TextOrEmpty("DocNumber"u8);
        // credits were used up and no money moved, whatever account QuickBooks names
        fields[Field.FundingAccount] = total == 0 ? "" : funding;
        fields[Field.State] = PaymentState.Staged;
        fields[Field.Memo] = payment.TextOrEmpty("PrivateNote"u8);
        Fields.AddSource(fields, payment, updatedAt);
        return fields.ToImmutable();
    }

    private static List<Link> Links(JsonElement payment)
    {
        var links = new List<Link>();
        if (payment.Get("Line"u8) is not { ValueKind: JsonValueKind.Array } lines) return links;
        foreach (var line in lines.EnumerateArray())
        {
            if (line.Get("LinkedTxn"u8) is not { ValueKind: JsonValueKind.Array } linked || linked.GetArrayLength() == 0) continue;
            if (linked.GetArrayLength() > 1) throw new UnfitException(Unfitness.Malformed("one amount of the payment is linked to several documents"));
            var to = linked[0];
            if (to.Text("TxnId"u8) is not { } id || !EntityId.IsId(id)) throw new UnfitException(Unfitness.Malformed("a line of the payment is linked to nothing"));
            links.Add(new Link(to.TextOrEmpty("TxnType"u8), id, line.Number("Amount"u8) ?? 0));
        }
        return links;
    }

    private readonly record struct Link(string Type, string Id, decimal Amount);
}
