namespace MlConnector.QuickBooks;

/// <summary>How much one company may be asked.</summary>
public sealed record CallLimits(int PerMinute, int PerSecond, int InFlight)
{
    /// <summary>Intuit's throttles for each realm; it names none for calls in flight today, once it was ten.</summary>
    public static readonly CallLimits Default = new(500, 10, 5);
}
