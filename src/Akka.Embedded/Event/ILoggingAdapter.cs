namespace Akka.Event;

/// <summary>Puts values into a template.</summary>
public interface ILogMessageFormatter
{
    string Format(string format, params object[] args);
}

internal sealed class PositionalFormatter : ILogMessageFormatter
{
    internal static readonly PositionalFormatter Instance = new();

    public string Format(string format, params object[] args) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, args);
}

/// <summary>What actors log through. Templates are positional, {0} and {1}, unless another formatter is given.</summary>
public interface ILoggingAdapter
{
    ILogMessageFormatter Formatter { get; }

    bool IsEnabled(LogLevel logLevel);

    void Log(LogLevel logLevel, Exception? cause, string message);
}

public static class LoggingExtensions
{
    public static void Debug(this ILoggingAdapter log, string format, params object[] args) => Log(log, LogLevel.DebugLevel, null, format, args);

    public static void Info(this ILoggingAdapter log, string format, params object[] args) => Log(log, LogLevel.InfoLevel, null, format, args);

    public static void Warning(this ILoggingAdapter log, string format, params object[] args) => Log(log, LogLevel.WarningLevel, null, format, args);

    public static void Warning(this ILoggingAdapter log, Exception cause, string format, params object[] args) =>
        Log(log, LogLevel.WarningLevel, cause, format, args);

    public static void Error(this ILoggingAdapter log, Exception cause, string format, params object[] args) =>
        Log(log, LogLevel.ErrorLevel, cause, format, args);

    private static void Log(ILoggingAdapter log, LogLevel level, Exception? cause, string format, object[] args)
    {
        if (log.IsEnabled(level)) log.Log(level, cause, args.Length == 0 ? format : log.Formatter.Format(format, args));
    }
}
