namespace Akka.Actor;

/// <summary>Death watch: whom this actor watches, who watches it.</summary>
internal sealed partial class ActorCell
{
    private HashSet<IActorRef>? _watching;
    private HashSet<IActorRef>? _terminatedQueued;
    private HashSet<ActorCell>? _watchedBy;

    public IActorRef Watch(IActorRef subject)
    {
        var watched = _system.Known(subject);
        if (ReferenceEquals(watched, _self) || subject is Nobody || !(_watching ??= []).Add(watched)) return subject;
        // a parent is told of its child's end anyway
        if (watched is not LocalRef child || !TryGetChild(child, out _)) watched.AddWatcher(this);
        return subject;
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        var watched = _system.Known(subject);
        if (_watching?.Remove(watched) == true) watched.RemoveWatcher(this);
        _terminatedQueued?.Remove(watched);
        return subject;
    }

    internal void AddWatcher(ActorCell watcher)
    {
        if (_life == Life.Terminated) watcher.PostSystem(() => watcher.OnGone(_self, true));
        else (_watchedBy ??= []).Add(watcher);
    }

    internal void RemoveWatcher(ActorCell watcher) => _watchedBy?.Remove(watcher);

    /// <summary>An actor has stopped, or was never there.</summary>
    internal void OnGone(EngineRef actor, bool existed)
    {
        if (_watching?.Remove(actor) == true && _life is not (Life.Stopping or Life.Terminated))
        {
            (_terminatedQueued ??= []).Add(actor);
            Post(new Envelope(new Terminated(actor, existed), actor));
        }
        if (actor is LocalRef child && TryGetChild(child, out _)) ChildGone(child);
    }

    private void LeaveWatching()
    {
        foreach (var watcher in _watchedBy ?? []) watcher.PostSystem(() => watcher.OnGone(_self, true));
        foreach (var subject in _watching ?? []) (subject as EngineRef)?.RemoveWatcher(this);
        (_watchedBy, _watching) = (null, null);
    }
}
