namespace MlConnector.Domain.Staging;

internal static class PaymentState
{
    public const string Staged = "staged";
    public const string Voided = "voided";
    public const string Cancelled = "cancelled";
}
