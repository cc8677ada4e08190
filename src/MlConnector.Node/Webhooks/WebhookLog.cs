namespace MlConnector.Node.Webhooks;

internal static partial class WebhookLog
{
    [LoggerMessage(LogLevel.Warning, "A webhook was refused: {Why}")]
    public static partial void Unsigned(this ILogger log, string why);

    [LoggerMessage(LogLevel.Information, "Webhook of {Events} events: {Fresh} new, {Duplicates} heard before, {Unknown} of no type that is carried, {NotConnected} of companies that are not connected")]
    public static partial void Taken(this ILogger log, int events, int fresh, int duplicates, int unknown, int notConnected);
}
