using LogLevel = Akka.Event.LogLevel;

namespace Akka.Hosting;

/// <summary>Which loggers the actor system has, and from which level on.</summary>
public sealed class LoggerConfigBuilder
{
    internal LoggerConfigBuilder(AkkaConfigurationBuilder builder) => Builder = builder;

    internal AkkaConfigurationBuilder Builder { get; }

    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    public LoggerConfigBuilder ClearLoggers() => Set(console: false, factory: false);

    internal LoggerConfigBuilder Set(bool console, bool factory)
    {
        (Builder.LogsToConsole, Builder.LogsToFactory) = (console, factory);
        return this;
    }
}

public static class LoggingExtensions
{
    public static AkkaConfigurationBuilder ConfigureLoggers(this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        var loggers = new LoggerConfigBuilder(builder);
        configurator(loggers);
        return builder.AddHocon($"akka.loglevel = {loggers.LogLevel.ToString().Replace("Level", "").ToUpperInvariant()}", HoconAddMode.Prepend);
    }

    /// <summary>Hands the actors' log to Microsoft.Extensions.Logging, under the type that logs as its category.</summary>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder builder) => builder.Set(builder.Builder.LogsToConsole, factory: true);
}
