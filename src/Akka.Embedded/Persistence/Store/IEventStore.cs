namespace Akka.Persistence.Store;

/// <summary>Where a journal keeps its events.</summary>
internal interface IEventStore
{
    /// <summary>Makes an event ready to be stored, on its actor's thread; what this throws rejects the event.</summary>
    void Encode(PendingEvent pending);

    /// <summary>Stores the events and then completes the write, which is durable by that time.</summary>
    void Append(JournalWrite write);

    /// <summary>The first <paramref name="limit"/> events between the two sequence numbers, both included.</summary>
    Task<EventPage> Read(string persistenceId, long from, long to, int limit);

    /// <summary>The last sequence number ever given, also where its event was deleted.</summary>
    Task<long> HighestSequenceNr(string persistenceId);

    Task Delete(string persistenceId, long toSequenceNr);
}
