namespace MlConnector.Domain.Staging;

internal static class LedgerState
{
    public const string Staged = "staged";
    public const string Cancelled = "cancelled";
}
