using System.Text.Json;

namespace MlConnector.Domain.Staging;

internal static class InvoiceState
{
    public const string Staged = "staged";
    public const string Paid = "paid";
    public const string Cancelled = "cancelled";

    // no status tells a void: its amounts are 0 and its memo begins with the word
    public static string Of(JsonElement bill, decimal total, decimal? balance) =>
        total == 0 ? bill.TextOrEmpty("PrivateNote"u8).StartsWith("Voided", StringComparison.OrdinalIgnoreCase) ? Cancelled : Staged
        : balance == 0 ? Paid
        : Staged;
}
