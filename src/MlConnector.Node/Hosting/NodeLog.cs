namespace MlConnector.Node.Hosting;

internal static partial class NodeLog
{
    [LoggerMessage(LogLevel.Warning, "Made a key in {File}, for development alone: whoever reads it reads the stored credentials or calls /api")]
    public static partial void KeyMade(this ILogger log, string file);

    [LoggerMessage(LogLevel.Warning, "MlConnector:QuickBooks:ClientId or :ClientSecret is not set: no company can be read until both are")]
    public static partial void NoIntuitApp(this ILogger log);

    [LoggerMessage(LogLevel.Information, "Node started: it listens on {Addresses}, keeps its journals in {Store}, and reads QuickBooks at {QuickBooks}")]
    public static partial void Started(this ILogger log, string addresses, string store, Uri quickBooks);

    [LoggerMessage(LogLevel.Information, "Node stops: no new work is taken, what is under way ends")]
    public static partial void Stopping(this ILogger log);

    [LoggerMessage(LogLevel.Information, "Node stopped")]
    public static partial void Stopped(this ILogger log);
}
