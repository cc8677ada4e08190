using Akka.Actor;

namespace Akka.Pattern;

/// <summary>How an actor that stops or fails is started again, a little later each time.</summary>
public static class Backoff
{
    public static BackoffOptions OnStop(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new BackoffOptionsImpl(true, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries, minBackoff, null);

    public static BackoffOptions OnFailure(Props childProps, string childName, TimeSpan minBackoff, TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new BackoffOptionsImpl(false, childProps, childName, minBackoff, maxBackoff, randomFactor, maxNrOfRetries, minBackoff, null);
}

public abstract class BackoffOptions
{
    public abstract BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries);
}

internal sealed class BackoffOptionsImpl(
    bool onStop, Props child, string name, TimeSpan min, TimeSpan max, double randomFactor, int retries, TimeSpan reset, OneForOneStrategy? strategy)
    : BackoffOptions
{
    internal bool OnStop => onStop;

    internal Props Child => child;

    internal string Name => name;

    internal int Retries => retries;

    internal TimeSpan Reset => reset;

    internal OneForOneStrategy Strategy => strategy ?? new OneForOneStrategy(SupervisorStrategy.DefaultDecider);

    public override BackoffOptions WithMaxNrOfRetries(int maxNrOfRetries) => new BackoffOptionsImpl(onStop, child, name, min, max, randomFactor, maxNrOfRetries, reset, strategy);

    internal TimeSpan Delay(int restarts, double random)
    {
        var delay = restarts >= 30 ? max : TimeSpan.FromTicks(Math.Min(max.Ticks, min.Ticks * (1L << restarts)));
        return delay * (1 + random * randomFactor);
    }
}
