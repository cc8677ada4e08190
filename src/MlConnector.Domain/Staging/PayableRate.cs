using System.Text.Json;

namespace MlConnector.Domain.Staging;

/// <summary>
/// A payment takes its amount off the payable at the rate of the bill; its own rate is that of the money, and the difference a gain or
/// loss that QuickBooks books by itself. With the payment's rate the payables in ServiceNow would not agree with QuickBooks.
/// </summary>
public static class PayableRate
{
    /// <summary>The rate at which a bill stands in the books; none where QuickBooks reports none.</summary>
    public static string? Of(string billJson)
    {
        try
        {
            using var bill = JsonDocument.Parse(billJson);
            return bill.RootElement.Number("ExchangeRate"u8) is { } rate ? Plain.Number(rate) : null;
        }
        catch (Exception e) when (e is JsonException or UnfitException)
        {
            return null;
        }
    }

    /// <summary>The payments that a bill names.</summary>
    public static IReadOnlyList<string> PaymentsOf(string billJson)
    {
        using var bill = JsonDocument.Parse(billJson);
        return bill.RootElement.Get("LinkedTxn"u8) is { ValueKind: JsonValueKind.Array } links
            ? [.. links.EnumerateArray().Where(l => l.TextOrEmpty("TxnType"u8).StartsWith("BillPayment", StringComparison.Ordinal)).Select(l => l.Text("TxnId"u8)).Where(EntityId.IsId).OfType<string>().Distinct()]
            : [];
    }

    /// <summary>The document with each payment record at the rate of its invoice, as far as that is known.</summary>
    /// <param name="rates">By bill.</param>
    public static StagingDocument Apply(StagingDocument document, IReadOnlyDictionary<EntityId, string> rates) => rates.Count == 0
        ? document
        : document with { Records = [.. document.Records.Select(record => At(record, rates))] };

    private static StagingRecord At(StagingRecord record, IReadOnlyDictionary<EntityId, string> rates) =>
        record.Kind == RecordKind.Payment && record.References.TryGetValue(Field.Invoice, out var bill) && rates.TryGetValue(bill, out var rate)
            ? record with { Fields = record.Fields.SetItem(Field.ExchangeRate, rate) }
            : record;
}
