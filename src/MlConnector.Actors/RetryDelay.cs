namespace MlConnector.Actors;

/// <summary>Growing delays with jitter, so that what failed together does not come back together.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Last = TimeSpan.FromMinutes(5);

    /// <param name="failures">How many there were, counted from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan After(int failures, double jitter)
    {
        var full = Math.Min(Last.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(failures - 1, 20)));
        return TimeSpan.FromSeconds(full * (0.5 + jitter / 2));
    }
}
