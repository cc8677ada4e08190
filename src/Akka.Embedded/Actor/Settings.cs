using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The configuration of a system, and what of it is asked for often.</summary>
public class Settings
{
    internal Settings(Config config, ActorSystemSetup setup)
    {
        (Config, Setup) = (config, setup);
        LogLevel = config.GetString("akka.loglevel", "INFO");
        LogDeadLetters = config.GetString("akka.log-dead-letters", "10").ToLowerInvariant() switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            var number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
        };
        AskTimeout = config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan);
        SchedulerClass = config.GetString("akka.scheduler.implementation", "");
    }

    public Config Config { get; }

    public ActorSystemSetup Setup { get; }

    public string LogLevel { get; }

    public int LogDeadLetters { get; }

    public TimeSpan AskTimeout { get; }

    public string SchedulerClass { get; }
}
