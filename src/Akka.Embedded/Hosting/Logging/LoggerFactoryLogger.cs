using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting.Logging;

public class LoggerFactorySetup(ILoggerFactory loggerFactory) : Setup
{
    public ILoggerFactory LoggerFactory { get; } = loggerFactory;
}

/// <summary>The end of the actors' log where Microsoft.Extensions.Logging begins.</summary>
public class LoggerFactoryLogger : ActorBase, IRequiresMessageQueue<ILoggerMessageQueueSemantics>
{
    private readonly Dictionary<string, ILogger> _loggers = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized(), Self);
                return true;
            case LogEvent log:
                Log(log, Sender.Path);
                return true;
            default:
                return false;
        }
    }

    protected virtual void Log(LogEvent log, ActorPath path)
    {
        if (!_loggers.TryGetValue(log.LogSource, out var logger))
        {
            var setup = Context.System.Settings.Setup.Get<LoggerFactorySetup>();
            if (!setup.HasValue) throw new ConfigurationException($"{nameof(LoggerFactoryLogger)} needs a {nameof(LoggerFactorySetup)}.");
            _loggers[log.LogSource] = logger = setup.Value.LoggerFactory.CreateLogger(log.LogSource);
        }
        logger.Log(Level(log), log.Cause, "{Message}", log.Message);
    }

    private static LogLevel Level(LogEvent log) => log switch
    {
        Debug => LogLevel.Debug,
        Warning => LogLevel.Warning,
        Error => LogLevel.Error,
        _ => LogLevel.Information,
    };
}
