using Microsoft.Extensions.Logging;
using MlConnector.Domain;

namespace MlConnector.Actors.Writers;

internal static partial class WriterLog
{
    [LoggerMessage(LogLevel.Warning, "{Entity} could not be written to {Instance}, attempt {Attempt}; it is tried again: {Reason}")]
    public static partial void Deferred(ILogger log, Exception? failure, EntityId entity, string instance, int attempt, string reason);

    [LoggerMessage(LogLevel.Information, "Records that were being written when the last process ended wait until {Time:T}: by then nothing that it sent is still under way")]
    public static partial void Held(ILogger log, DateTimeOffset time);

    [LoggerMessage(LogLevel.Information, "{Instance} takes records again")]
    public static partial void Back(ILogger log, string instance);

    [LoggerMessage(LogLevel.Error, "Nothing can be written to {Instance} for a connection whose profile cannot be used: {Faults}")]
    public static partial void NoProfile(ILogger log, string instance, string faults);
}
