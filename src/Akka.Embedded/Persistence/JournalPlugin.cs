using Akka.Persistence.Journal;
using Akka.Persistence.Store;

namespace Akka.Persistence;

/// <summary>A configured journal: its store and the adapters before it.</summary>
internal sealed record JournalPlugin(IEventStore Store, EventAdapters Adapters)
{
    /// <summary>Makes the event ready to be stored; what this throws rejects it.</summary>
    internal void Prepare(PendingEvent pending)
    {
        Adapters.ToJournal(pending);
        Store.Encode(pending);
    }

    internal void Append(JournalWrite write)
    {
        if (write.Stored.Count > 0) Store.Append(write);
        else write.Complete(null);
    }
}
