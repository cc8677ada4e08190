namespace Akka.Event;

public enum LogLevel
{
    DebugLevel,
    InfoLevel,
    WarningLevel,
    ErrorLevel,
}

/// <summary>Something that was logged, as it goes over the event stream.</summary>
public abstract class LogEvent : Actor.INoSerializationVerificationNeeded
{
    private readonly LogLevel _level;

    private protected LogEvent(LogLevel level, Exception? cause, string source, Type logClass, object message) =>
        (_level, Cause, LogSource, LogClass, Message) = (level, cause, source, logClass, message);

    public Exception? Cause { get; }

    public string LogSource { get; }

    public Type LogClass { get; }

    public object Message { get; }

    public DateTime Timestamp { get; } = TimeProvider.System.GetUtcNow().UtcDateTime;

    public LogLevel LogLevel() => _level;

    public override string ToString()
    {
        var text = $"[{_level.ToString().Replace("Level", "").ToUpperInvariant()}][{Timestamp:HH:mm:ss.fff}Z][{LogSource}] {Message}";
        return Cause is null ? text : $"{text}{Environment.NewLine}Cause: {Cause}";
    }
}

public class Debug(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(Event.LogLevel.DebugLevel, cause, logSource, logClass, message);

public class Info(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(Event.LogLevel.InfoLevel, cause, logSource, logClass, message);

public class Warning(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(Event.LogLevel.WarningLevel, cause, logSource, logClass, message);

public class Error(Exception? cause, string logSource, Type logClass, object message)
    : LogEvent(Event.LogLevel.ErrorLevel, cause, logSource, logClass, message);
