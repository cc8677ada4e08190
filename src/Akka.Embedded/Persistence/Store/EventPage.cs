namespace Akka.Persistence.Store;

/// <summary>An event as it was stored, made an object again.</summary>
internal readonly record struct StoredEvent(long SequenceNr, object Payload, string Manifest);

/// <summary>
/// Consecutive events of one actor. <paramref name="Last"/> is the highest sequence number that was seen, deleted events included;
/// a <paramref name="Failure"/> stands where the event after the last one could not be read.
/// </summary>
internal sealed record EventPage(List<StoredEvent> Events, long Last, bool IsLast, Exception? Failure = null);
