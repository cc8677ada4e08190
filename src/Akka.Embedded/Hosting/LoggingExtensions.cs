using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Hosting.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Akka.Event.LogLevel;

namespace Akka.Hosting;

/// <summary>Which loggers the actor system has, and from which level on.</summary>
public sealed class LoggerConfigBuilder
{
    private readonly List<Type> _loggers = [typeof(DefaultLogger)];

    internal LoggerConfigBuilder(AkkaConfigurationBuilder builder) => Builder = builder;

    internal AkkaConfigurationBuilder Builder { get; }

    public LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    public bool LogConfigOnStart { get; set; }

    public Type? LogMessageFormatter { get; set; }

    public LoggerConfigBuilder ClearLoggers()
    {
        _loggers.Clear();
        return this;
    }

    public LoggerConfigBuilder AddLogger<T>() where T : ActorBase
    {
        _loggers.Add(typeof(T));
        return this;
    }

    public LoggerConfigBuilder WithDefaultLogMessageFormatter<T>() where T : ILogMessageFormatter
    {
        LogMessageFormatter = typeof(T);
        return this;
    }

    internal Config ToConfig()
    {
        var level = LogLevel.ToString().Replace("Level", "").ToUpperInvariant();
        var formatter = LogMessageFormatter is { } type ? $"akka.logger-formatter = \"{type.AssemblyQualifiedName}\"" : "";
        return $"""
            akka.loglevel = {level}
            akka.log-config-on-start = {(LogConfigOnStart ? "on" : "off")}
            akka.loggers = [{string.Join(", ", _loggers.Distinct().Select(l => $"\"{l.AssemblyQualifiedName}\""))}]
            {formatter}
            """;
    }
}

public static class LoggingExtensions
{
    public static AkkaConfigurationBuilder ConfigureLoggers(this AkkaConfigurationBuilder builder, Action<LoggerConfigBuilder> configurator)
    {
        var loggers = new LoggerConfigBuilder(builder);
        configurator(loggers);
        return builder.AddHocon(loggers.ToConfig(), HoconAddMode.Prepend);
    }

    public static LoggerConfigBuilder AddDefaultLogger(this LoggerConfigBuilder builder) => builder.AddLogger<DefaultLogger>();

    /// <summary>Hands the actors' log to Microsoft.Extensions.Logging, under the category of each log source.</summary>
    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder builder)
    {
        builder.Builder.UsesLoggerFactory = true;
        return builder.AddLogger<LoggerFactoryLogger>();
    }

    public static LoggerConfigBuilder AddLoggerFactory(this LoggerConfigBuilder builder, ILoggerFactory loggerFactory)
    {
        builder.Builder.AddSetup(new LoggerFactorySetup(loggerFactory));
        return builder.AddLogger<LoggerFactoryLogger>();
    }
}
