using System.Collections.Frozen;

namespace MlConnector.Domain.Staging;

/// <summary>Whose word counts where ServiceNow's own workflows move the state of a record on.</summary>
public static class RecordStates
{
    /// <summary>Removed at the source.</summary>
    public const string Gone = InvoiceState.Cancelled;

    private static readonly FrozenSet<string> Ours =
        new[] { InvoiceState.Staged, InvoiceState.Paid, InvoiceState.Cancelled, PaymentState.Voided, "" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>
    /// True where the record is to keep its state: a workflow has taken it further than to be staged, and the source has nothing to say
    /// against it. What the source does say (paid, voided, cancelled) counts whatever stands there.
    /// </summary>
    public static bool Yields(string wanted, string standing) => wanted == InvoiceState.Staged && !Ours.Contains(standing);
}
