using Akka.Persistence.Journal;
using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>A configured journal: its events and the adapters before them.</summary>
internal sealed record SqlJournal(SqlEvents Events, EventAdapters Adapters)
{
    /// <summary>Makes the event ready to be stored, on its actor's thread; what this throws rejects it.</summary>
    internal void Prepare(PendingEvent pending)
    {
        Adapters.ToJournal(pending);
        Events.Encode(pending);
    }
}
