namespace MlConnector.Actors;

/// <summary>Growing delays with jitter, so that what failed together does not come back together.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Last = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LastHeld = TimeSpan.FromHours(1);

    /// <param name="failures">How many there were, counted from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan After(int failures, double jitter) => After(failures, jitter, Last);

    /// <summary>For what waits for people there: thousands may, for days, and none of them is to crowd out what can be written.</summary>
    public static TimeSpan WhileHeld(int attempts, double jitter) => After(attempts, jitter, LastHeld);

    private static TimeSpan After(int failures, double jitter, TimeSpan last)
    {
        var full = Math.Min(last.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 20)));
        return TimeSpan.FromSeconds(full * (0.5 + jitter / 2));
    }
}
