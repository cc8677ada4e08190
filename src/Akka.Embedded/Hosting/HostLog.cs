using System.Collections.Concurrent;
using Akka.Event;
using Microsoft.Extensions.Logging;
using LogLevel = Microsoft.Extensions.Logging.LogLevel;

namespace Akka.Hosting;

/// <summary>Where the actors' log ends and Microsoft.Extensions.Logging begins.</summary>
internal sealed class HostLog(ILoggerFactory factory)
{
    private readonly ConcurrentDictionary<Type, ILogger> _loggers = new();

    internal void Write(LogEvent log)
    {
        var logger = _loggers.GetOrAdd(log.LogClass, type => factory.CreateLogger(type.FullName ?? type.Name));
        logger.Log(Level(log), log.Cause, "{LogSource}: {Message}", log.LogSource, log.Message);
    }

    private static LogLevel Level(LogEvent log) => log.LogLevel() switch
    {
        Event.LogLevel.DebugLevel => LogLevel.Debug,
        Event.LogLevel.InfoLevel => LogLevel.Information,
        Event.LogLevel.WarningLevel => LogLevel.Warning,
        _ => LogLevel.Error,
    };
}
