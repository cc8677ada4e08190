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
    public Exception? Cause { get; protected set; }

    public string LogSource { get; protected set; } = "";

    public Type LogClass { get; protected set; } = typeof(object);

    public object Message { get; protected set; } = "";

    public DateTime Timestamp { get; } = TimeProvider.System.GetUtcNow().UtcDateTime;

    public abstract LogLevel LogLevel();

    public override string ToString()
    {
        var text = $"[{LogLevel().ToString().Replace("Level", "").ToUpperInvariant()}][{Timestamp:HH:mm:ss.fff}Z][{LogSource}] {Message}";
        return Cause is null ? text : $"{text}{Environment.NewLine}Cause: {Cause}";
    }

    private protected void Set(Exception? cause, string source, Type logClass, object message) =>
        (Cause, LogSource, LogClass, Message) = (cause, source, logClass, message);
}

public class Debug : LogEvent
{
    public Debug(Exception? cause, string logSource, Type logClass, object message) => Set(cause, logSource, logClass, message);

    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}

public class Info : LogEvent
{
    public Info(Exception? cause, string logSource, Type logClass, object message) => Set(cause, logSource, logClass, message);

    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}

public class Warning : LogEvent
{
    public Warning(Exception? cause, string logSource, Type logClass, object message) => Set(cause, logSource, logClass, message);

    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;
}

public class Error : LogEvent
{
    public Error(Exception? cause, string logSource, Type logClass, object message) => Set(cause, logSource, logClass, message);

    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;
}
