using Akka.Streams.Dsl;

namespace Akka.Persistence.Query;

public interface IReadJournal;

public interface IEventsByTagQuery : IReadJournal
{
    Source<EventEnvelope, NotUsed> EventsByTag(string tag, Offset offset);
}

public interface ICurrentEventsByTagQuery : IReadJournal
{
    Source<EventEnvelope, NotUsed> CurrentEventsByTag(string tag, Offset offset);
}

public interface IEventsByPersistenceIdQuery : IReadJournal
{
    Source<EventEnvelope, NotUsed> EventsByPersistenceId(string persistenceId, long fromSequenceNr, long toSequenceNr);
}

public interface ICurrentEventsByPersistenceIdQuery : IReadJournal
{
    Source<EventEnvelope, NotUsed> CurrentEventsByPersistenceId(string persistenceId, long fromSequenceNr, long toSequenceNr);
}

public interface IAllEventsQuery : IReadJournal
{
    Source<EventEnvelope, NotUsed> AllEvents(Offset offset);
}

public interface ICurrentAllEventsQuery : IReadJournal
{
    Source<EventEnvelope, NotUsed> CurrentAllEvents(Offset offset);
}

public interface ICurrentPersistenceIdsQuery : IReadJournal
{
    Source<string, NotUsed> CurrentPersistenceIds();
}
