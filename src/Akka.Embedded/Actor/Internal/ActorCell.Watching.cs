namespace Akka.Actor;

/// <summary>Death watch: whom this actor watches, who watches it.</summary>
internal sealed partial class ActorCell
{
    private Dictionary<IActorRef, object?>? _watching;
    private HashSet<IActorRef>? _terminatedQueued;
    private HashSet<LocalRef>? _watchedBy;

    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message) => Watch(subject, message);

    private IActorRef Watch(IActorRef subject, object? message)
    {
        var watched = _system.Known(subject);
        if (ReferenceEquals(watched, _self) || subject is Nobody) return subject;
        _watching ??= [];
        if (_watching.TryGetValue(watched, out var known))
        {
            if (!Equals(known, message))
            {
                throw new InvalidOperationException($"{_self.Path} watches {subject.Path} already, to be told in another way. Unwatch it first.");
            }
            return subject;
        }
        _watching.Add(watched, message);
        // a parent is told of its child's end anyway
        if (watched is not LocalRef child || !TryGetChild(child, out _)) watched.SendSystem(new SystemMessage.Watch(_self));
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        var watched = _system.Known(subject);
        if (_watching is not null && _watching.Remove(watched)) watched.SendSystem(new SystemMessage.Unwatch(_self));
        _terminatedQueued?.Remove(watched);
        return subject;
    }

    private void AddWatcher(LocalRef watcher)
    {
        if (_life == Life.Terminated) watcher.SendSystem(new SystemMessage.Gone(_self, true));
        else (_watchedBy ??= []).Add(watcher);
    }

    private void OnGone(SystemMessage.Gone gone)
    {
        if (_watching is not null && _watching.Remove(gone.Actor, out var message) && _life is not (Life.Stopping or Life.Terminated))
        {
            if (message is null) (_terminatedQueued ??= []).Add(gone.Actor);
            Post(new Envelope(message ?? new Terminated(gone.Actor, gone.Existed, false), gone.Actor));
        }
        if (gone.Actor is LocalRef child && TryGetChild(child, out _)) ChildGone(child);
    }

    private void TellWatchers(SystemMessage.Gone gone)
    {
        if (_watchedBy is null) return;
        foreach (var watcher in _watchedBy) watcher.SendSystem(gone);
        _watchedBy = null;
    }

    private void ForgetWatched()
    {
        if (_watching is null) return;
        foreach (var subject in _watching.Keys) (subject as EngineRef)?.SendSystem(new SystemMessage.Unwatch(_self));
        _watching = null;
    }
}
