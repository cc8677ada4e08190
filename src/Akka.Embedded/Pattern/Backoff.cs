using Akka.Actor;

namespace Akka.Pattern;

/// <summary>How an actor that stops is started again, a little later each time.</summary>
public static class Backoff
{
    public static BackoffOptions OnStop(
        Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new BackoffOnStop(childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries);
}

public abstract class BackoffOptions
{
    private protected BackoffOptions() { }
}

internal sealed class BackoffOnStop(Props child, string name, TimeSpan min, TimeSpan max, double randomFactor, int retries) : BackoffOptions
{
    internal Props Child => child;

    internal string Name => name;

    internal int Retries => retries;

    /// <summary>A child that has run for so long begins anew with the shortest delay.</summary>
    internal TimeSpan Reset => min;

    internal TimeSpan Delay(int restarts, double random)
    {
        var delay = restarts >= 30 ? max : TimeSpan.FromTicks(Math.Min(max.Ticks, min.Ticks * (1L << restarts)));
        return delay * (1 + random * randomFactor);
    }
}
