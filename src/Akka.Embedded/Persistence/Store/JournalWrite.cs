using Akka.Actor;

namespace Akka.Persistence.Store;

/// <summary>What one actor has to write at one time: stored wholly or not at all, and answered event by event in its order.</summary>
internal sealed class JournalWrite
{
    private readonly IActorRef _actor;
    private readonly List<PendingEvent> _events;
    private readonly TaskCompletionSource _completed = new();

    internal JournalWrite(string persistenceId, IActorRef actor, List<PendingEvent> events)
    {
        (PersistenceId, _actor, _events) = (persistenceId, actor, events);
        events[^1].EndsWrite = true;
        Stored = events.FindAll(e => e.Rejection is null);
    }

    internal string PersistenceId { get; }
    internal List<PendingEvent> Stored { get; }
    internal long Created { get; set; }
    internal Task Completed => _completed.Task;

    internal void Complete(Exception? failure)
    {
        foreach (var e in Stored) e.Failure = failure;
        foreach (var e in _events) _actor.Tell(e, e.Sender);
        _completed.SetResult();
    }
}
