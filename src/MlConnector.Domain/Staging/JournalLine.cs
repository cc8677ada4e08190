using System.Globalization;
using System.Text.Json;

namespace MlConnector.Domain.Staging;

/// <summary>One posting of a journal entry.</summary>
/// <param name="Id">QuickBooks' own, which begins at 0; else p and the position, which no id of QuickBooks looks like.</param>
/// <param name="Tax">What comes to the amount on the same side.</param>
internal readonly record struct JournalLine(
    string Id, int Number, bool IsDebit, decimal Amount, decimal Tax, string? Account, string? Vendor, string Description, JsonElement Detail)
{
    public decimal Debit => IsDebit ? Amount : -Amount;

    public decimal DebitTax => IsDebit ? Tax : -Tax;

    public static JournalLine Read(JsonElement line, JsonElement detail, int position)
    {
        var vendor = VendorOf(detail);
        return new JournalLine(
            line.Text("Id"u8) is { Length: > 0 } id ? id : $"p{position}",
            int.TryParse(line.Text("LineNum"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : position,
            detail.Text("PostingType"u8) switch
            {
                "Debit" => true,
                "Credit" => false,
                _ => throw new UnfitException(Unfitness.Malformed($"line {position} of the journal entry is neither debit nor credit")),
            },
            line.Number("Amount"u8) ?? 0,
            detail.Number("TaxAmount"u8) ?? 0,
            detail.ReferenceId("AccountRef"u8),
            EntityId.IsId(vendor) ? vendor : null,
            line.TextOrEmpty("Description"u8),
            detail);
    }

    public static string? VendorOf(JsonElement detail)
    {
        var entity = detail.Get("Entity"u8) ?? default;
        return entity.Text("Type"u8) == "Vendor" ? entity.ReferenceId("EntityRef"u8) : null;
    }
}
