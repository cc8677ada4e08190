using System.Text.Json;

namespace MlConnector.Domain.Staging;

/// <summary>Outside of the United States a journal entry may balance with its tax only, which is no line of it.</summary>
internal static class JournalTax
{
    /// <summary>The posting that makes the lines balance; none where they do by themselves. An entry that balances in no way is unfit.</summary>
    public static JournalLine? Of(JsonElement entry, List<JournalLine> lines)
    {
        var difference = lines.Sum(l => l.Debit);
        if (difference == 0) return null;
        var ofLines = lines.Sum(l => l.DebitTax);
        var total = entry.Get("TxnTaxDetail"u8)?.Number("TotalTax"u8) ?? 0;
        if (difference + ofLines != 0 && Math.Abs(difference) != Math.Abs(total))
        {
            throw new UnfitException(Unfitness.Unbalanced(
                lines.Where(l => l.IsDebit).Sum(l => l.Amount), lines.Where(l => !l.IsDebit).Sum(l => l.Amount), total));
        }
        return new JournalLine("tax", lines.Max(l => l.Number) + 1, difference < 0, Math.Abs(difference), 0, null, null, "Tax", default);
    }
}
