namespace Akka.Persistence.Store;

/// <summary>Events kept as objects for as long as the actor system lives.</summary>
internal sealed class MemoryEvents : IEventStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Stream> _streams = [];

    public void Encode(PendingEvent pending) { }

    public void Append(JournalWrite write)
    {
        var failure = TryAppend(write);
        write.Complete(failure);
    }

    public Task<EventPage> Read(string persistenceId, long from, long to, int limit)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(persistenceId, out var stream)) return Task.FromResult(new EventPage([], 0, true));
            var events = stream.Events.Where(e => e.SequenceNr >= from && e.SequenceNr <= to).Take(limit).ToList();
            var isLast = events.Count < limit;
            return Task.FromResult(new EventPage(events, isLast ? stream.Highest : events[^1].SequenceNr, isLast));
        }
    }

    public Task<long> HighestSequenceNr(string persistenceId)
    {
        lock (_gate) return Task.FromResult(_streams.TryGetValue(persistenceId, out var stream) ? stream.Highest : 0);
    }

    public Task Delete(string persistenceId, long toSequenceNr)
    {
        lock (_gate)
            if (_streams.TryGetValue(persistenceId, out var stream)) stream.Events.RemoveAll(e => e.SequenceNr <= toSequenceNr);
        return Task.CompletedTask;
    }

    private InvalidOperationException? TryAppend(JournalWrite write)
    {
        lock (_gate)
        {
            if (!_streams.TryGetValue(write.PersistenceId, out var stream)) _streams.Add(write.PersistenceId, stream = new Stream());
            foreach (var e in write.Stored)
            {
                if (e.SequenceNr <= stream.Highest)
                    return new InvalidOperationException($"Event {e.SequenceNr} of '{write.PersistenceId}' is there already: two actors write under one persistence id.");
                stream.Events.Add(new StoredEvent(e.SequenceNr, e.Payload, e.Manifest));
                stream.Highest = e.SequenceNr;
            }
            return null;
        }
    }

    private sealed class Stream
    {
        internal List<StoredEvent> Events { get; } = [];
        internal long Highest { get; set; }
    }
}
