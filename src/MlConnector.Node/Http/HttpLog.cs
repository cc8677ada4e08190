using MlConnector.Domain;

namespace MlConnector.Node.Http;

internal static partial class HttpLog
{
    [LoggerMessage(LogLevel.Information, "Realm {Realm} ({Name}) {What} by an operator, to {Instance}")]
    public static partial void ConnectionSaved(this ILogger log, RealmId realm, string name, string what, Uri instance);

    [LoggerMessage(LogLevel.Information, "Realm {Realm} {What} by an operator")]
    public static partial void ConnectionCommanded(this ILogger log, RealmId realm, string what);

    [LoggerMessage(LogLevel.Information, "Realm {Realm}: replay {ReplayId} of {Matched} entities (dry run: {DryRun}): {Reason}")]
    public static partial void Replayed(this ILogger log, RealmId realm, string replayId, int matched, bool dryRun, string? reason);

    [LoggerMessage(LogLevel.Information, "{Vendor} is mapped to {Row} by {By}: {Reason}")]
    public static partial void SupplierChosen(this ILogger log, EntityId vendor, string row, string? by, string? reason);
}
