namespace Akka.Persistence.Query;

/// <summary>An event as a query gives it.</summary>
public sealed class EventEnvelope
{
    internal EventEnvelope(long ordering, string persistenceId, long sequenceNr, object @event) =>
        (Offset, PersistenceId, SequenceNr, Event) = (new Sequence(ordering), persistenceId, sequenceNr, @event);

    public Offset Offset { get; }

    public string PersistenceId { get; }

    public long SequenceNr { get; }

    public object Event { get; }
}
