using Akka.Actor;

namespace Akka.Event;

public static class Logging
{
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null) =>
        new BusLogging(context.System.EventStream, context.Self.Path.ToString(), context.Props.Type, logMessageFormatter);
}

/// <summary>Logs onto an event stream.</summary>
internal sealed class BusLogging(EventStream bus, string source, Type logClass, ILogMessageFormatter? formatter = null) : ILoggingAdapter
{
    public ILogMessageFormatter Formatter => formatter ?? PositionalFormatter.Instance;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= bus.LogLevel;

    public void Log(LogLevel logLevel, Exception? cause, string message)
    {
        if (!IsEnabled(logLevel)) return;
        bus.Publish(logLevel switch
        {
            LogLevel.DebugLevel => new Debug(cause, source, logClass, message),
            LogLevel.InfoLevel => new Info(cause, source, logClass, message),
            LogLevel.WarningLevel => new Warning(cause, source, logClass, message),
            _ => (LogEvent)new Error(cause, source, logClass, message),
        });
    }
}
