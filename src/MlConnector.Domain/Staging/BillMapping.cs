using System.Collections.Immutable;
using System.Text.Json;
using MlConnector.Domain.References;

namespace MlConnector.Domain.Staging;

/// <summary>Bill or vendor credit to invoice: they differ in the invoice type alone.</summary>
internal static class BillMapping
{
    public static StagingRecord Map(EntityId id, JsonElement bill, DateTimeOffset updatedAt, IReferences? references)
    {
        var credit = id.Type == EntityType.VendorCredit;
        var what = credit ? "vendor credit" : "bill";
        if (bill.ReferenceId("VendorRef"u8) is not { } vendor || !EntityId.IsId(vendor)) throw new UnfitException(Unfitness.NoVendor(what));
        var total = bill.Number("TotalAmt"u8) ?? throw new UnfitException(Unfitness.Malformed($"the {what} has no TotalAmt"));
        var balance = bill.Number("Balance"u8);
        var tax = Tax(bill);
        var department = bill.ReferenceName("DepartmentRef"u8, ReferenceType.Department, references);
        var lines = LineMapping.Map(id, what, bill, department, references, out var sum);
        // where prices include tax, lines may be reported with theirs
        var whole = sum + tax == total || sum == total && bill.Text("GlobalTaxCalculation"u8) == "TaxInclusive";
        if (!whole) throw new UnfitException(Unfitness.SumDiffers(what, lines.Length, sum, tax, total));

        var fields = Fields.New();
        fields[Field.SupplierInvoiceNumber] = bill.TextOrEmpty("DocNumber"u8);
        fields[Field.InvoiceType] = credit ? "credit_memo" : "invoice";
        fields[Field.InvoiceDate] = bill.TextOrEmpty("TxnDate"u8);
        fields[Field.DueDate] = bill.TextOrEmpty("DueDate"u8);
        fields[Field.Currency] = bill.Currency(references);
        fields[Field.ExchangeRate] = Plain.Number(bill.Number("ExchangeRate"u8));
        fields[Field.InvoiceAmount] = Plain.Amount(total);
        fields[Field.BalanceDue] = Plain.Amount(balance);
        fields[Field.Subtotal] = Plain.Amount(total - tax);
        fields[Field.TaxAmount] = Plain.Amount(tax);
        fields[Field.State] = InvoiceState.Of(bill, total, balance);
        fields[Field.PaymentTerms] = bill.ReferenceName("SalesTermRef"u8, ReferenceType.Term, references);
        fields[Field.Department] = department;
        fields[Field.GlAccount] = bill.ReferenceName("APAccountRef"u8, ReferenceType.Account, references);
        fields[Field.Memo] = bill.TextOrEmpty("PrivateNote"u8);
        Fields.AddSource(fields, bill, updatedAt);

        var supplier = new EntityId(id.Realm, EntityType.Vendor, vendor);
        return new StagingRecord(RecordKind.Invoice, id.ExternalKey, fields.ToImmutable(),
            ImmutableSortedDictionary<string, EntityId>.Empty.Add(Field.Supplier, supplier), lines);
    }

    private static decimal Tax(JsonElement bill)
    {
        if (bill.Get("TxnTaxDetail"u8) is not { } detail) return 0;
        if (detail.Number("TotalTax"u8) is { } total) return total;
        return detail.Get("TaxLine"u8) is { ValueKind: JsonValueKind.Array } lines ? lines.EnumerateArray().Sum(l => l.Number("Amount"u8) ?? 0) : 0;
    }
}
