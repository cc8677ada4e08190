using Microsoft.Extensions.Logging;
using MlConnector.Domain;

namespace MlConnector.Actors.Entities;

internal static partial class EntityLog
{
    [LoggerMessage(LogLevel.Warning, "{Entity} is parked ({Code}): {Reason}")]
    public static partial void Parked(ILogger log, EntityId entity, string code, string reason);

    [LoggerMessage(LogLevel.Warning, "{Entity}: its snapshot could not be stored; its events are")]
    public static partial void SnapshotFailed(ILogger log, Exception cause, EntityId entity);
}
