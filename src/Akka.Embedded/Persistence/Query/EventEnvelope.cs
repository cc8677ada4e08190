namespace Akka.Persistence.Query;

/// <summary>An event as a query gives it.</summary>
public sealed class EventEnvelope(Offset offset, string persistenceId, long sequenceNr, object @event, long timestamp, string[] tags)
{
    public Offset Offset { get; } = offset;

    public string PersistenceId { get; } = persistenceId;

    public long SequenceNr { get; } = sequenceNr;

    public object Event { get; } = @event;

    public long Timestamp { get; } = timestamp;

    public string[] Tags { get; } = tags;
}
