using Microsoft.Extensions.Logging;
using MlConnector.Domain;

namespace MlConnector.Actors.Realms;

internal static partial class RealmLog
{
    [LoggerMessage(LogLevel.Warning, "The connected realms could not be looked up; it is tried again")]
    public static partial void NotLookedUp(ILogger log, Exception cause);

    [LoggerMessage(LogLevel.Information, "Realm {Realm} is connected as {Name}")]
    public static partial void ConnectionSaved(ILogger log, RealmId realm, string name);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: nothing is written, since required checks of its instance failed: {Failed}")]
    public static partial void Held(ILogger log, RealmId realm, string failed);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: its instance has no table for {Types}: they are off")]
    public static partial void TurnedOff(ILogger log, RealmId realm, string types);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: QuickBooks does not give {Lists}; of what documents refer to there, they show what they say themselves: {Reason}")]
    public static partial void ListRefused(ILogger log, RealmId realm, string lists, string reason);

    [LoggerMessage(LogLevel.Information, "Realm {Realm} is disconnected; its history stays")]
    public static partial void Removed(ILogger log, RealmId realm);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: Intuit did not confirm the revocation: {Reason}")]
    public static partial void NotRevoked(ILogger log, RealmId realm, string reason);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: its tokens could not be renewed: {Reason}")]
    public static partial void NotRefreshed(ILogger log, RealmId realm, string reason);

    [LoggerMessage(LogLevel.Error, "Realm {Realm} needs a person to connect it again: {Reason}")]
    public static partial void GrantEnded(ILogger log, RealmId realm, string reason);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: its authorization ends for good at {Ends:u}; an administrator of the company should connect it again at /connect/quickbooks?realmId={Realm} before")]
    public static partial void GrantEnds(ILogger log, RealmId realm, DateTimeOffset ends);

    [LoggerMessage(LogLevel.Information, "Realm {Realm} was authorized by a person")]
    public static partial void Authorized(ILogger log, RealmId realm);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: an authorization was not taken: {Reason}")]
    public static partial void NotAuthorized(ILogger log, RealmId realm, string reason);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: {Reason}")]
    public static partial void Slowed(ILogger log, RealmId realm, string reason);

    [LoggerMessage(LogLevel.Information, "Realm {Realm} is polled by its schedule again")]
    public static partial void AsScheduled(ILogger log, RealmId realm);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: how many calls are used this month could not be looked up; polling goes on as before")]
    public static partial void UseUnknown(ILogger log, Exception cause, RealmId realm);

    [LoggerMessage(LogLevel.Information, "Realm {Realm} was polled: {Changes} new, asked next from {Cursor:u}")]
    public static partial void Polled(ILogger log, RealmId realm, int changes, DateTimeOffset cursor);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm} could not be polled: {Reason}")]
    public static partial void PollFailed(ILogger log, RealmId realm, string reason);

    [LoggerMessage(LogLevel.Information, "Realm {Realm}: every {Type} of the first reading is taken over")]
    public static partial void TypeRead(ILogger log, RealmId realm, EntityType type);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: a page of the first reading failed and is read again: {Reason}")]
    public static partial void PageFailed(ILogger log, RealmId realm, string reason);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: {Entity} could not be read: {Reason}")]
    public static partial void FetchFailed(ILogger log, RealmId realm, EntityId entity, string reason);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: {Entity}, of which a webhook told, could not be read: {Reason}")]
    public static partial void NoticeFailed(ILogger log, RealmId realm, EntityId entity, string reason);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: what is pending could not be looked up")]
    public static partial void SweepFailed(ILogger log, Exception cause, RealmId realm);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: its snapshot could not be stored; its events are")]
    public static partial void SnapshotFailed(ILogger log, Exception cause, RealmId realm);

    [LoggerMessage(LogLevel.Information, "Realm {Realm}: which accounts are payable changed; its journal entries are looked at again")]
    public static partial void AccountsChanged(ILogger log, RealmId realm);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: QuickBooks counts {Counted} of {Type} in the window but its pages held {Read}; they are read anew")]
    public static partial void TypeDisagrees(ILogger log, RealmId realm, EntityType type, int counted, int read);

    [LoggerMessage(LogLevel.Information, "Realm {Realm}: the {Ids} ids of {Type} were compared; {Missing} known ones were not among them and were read")]
    public static partial void IdsSwept(ILogger log, RealmId realm, EntityType type, int ids, int missing);

    [LoggerMessage(LogLevel.Warning, "Realm {Realm}: the comparison of ids is held up: {Reason}")]
    public static partial void IdSweepFailed(ILogger log, RealmId realm, string reason);
}
