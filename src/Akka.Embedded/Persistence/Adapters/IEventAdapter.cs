namespace Akka.Persistence.Journal;

/// <summary>Turns what an actor persists into what the journal keeps.</summary>
public interface IWriteEventAdapter
{
    string Manifest(object evt);

    object ToJournal(object evt);
}

/// <summary>Turns what the journal kept into what an actor recovers: one event, several or none.</summary>
public interface IReadEventAdapter
{
    IEventSequence FromJournal(object evt, string manifest);
}

public interface IEventAdapter : IWriteEventAdapter, IReadEventAdapter;
