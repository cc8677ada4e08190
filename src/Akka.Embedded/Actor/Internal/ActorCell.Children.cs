using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>The children of an actor: changed by the actor itself, looked up from anywhere.</summary>
internal sealed partial class ActorCell
{
    private static long _lastUid;

    private Dictionary<string, ChildStats>? _children;
    private long _lastName;

    /// <summary>A snapshot, so that it can be walked while children go.</summary>
    private IReadOnlyCollection<LocalRef> Children
    {
        get
        {
            if (_children is null) return [];
            lock (_children) return [.. _children.Values.Select(c => c.Ref)];
        }
    }

    private bool AnyChildStopping
    {
        get
        {
            if (_children is null) return false;
            lock (_children) return _children.Values.Any(c => c.Stopping);
        }
    }

    IActorRef IActorRefFactory.ActorOf(Props props, string? name) => ActorOf(props, name);

    internal LocalRef ActorOf(Props props, string? name = null)
    {
        if (name is not null && !ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(
                $"'{name}' is no name for an actor: it takes ASCII letters, digits and \"-_.*+:@&=,!~';() and may not begin with $.");
        }
        if (_life is Life.Stopping or Life.Terminated) throw new InvalidOperationException($"{_self.Path} is stopping and can have no new child.");
        var children = Volatile.Read(ref _children) ?? Interlocked.CompareExchange(ref _children, new(), null) ?? _children!;
        LocalRef child;
        lock (children)
        {
            name ??= $"${_lastName++}"; // never that of a user's, which may not begin with $
            child = new LocalRef(new ChildActorPath(_self.Path, name, Interlocked.Increment(ref _lastUid)));
            if (!children.TryAdd(name, new ChildStats(child)))
                throw new InvalidActorNameException($"The actor name [{name}] is not unique below {_self.Path}.");
        }
        var cell = new ActorCell(_system, child, this, props) { _suspended = _suspended };
        cell.Start();
        return child;
    }

    public IActorRef Child(string name) => (IActorRef?)FindChild(name) ?? ActorRefs.Nobody;

    internal LocalRef? FindChild(string name)
    {
        if (_children is null) return null;
        lock (_children) return _children.TryGetValue(name, out var child) ? child.Ref : null;
    }

    public IEnumerable<IActorRef> GetChildren() => Children;

    public void Stop(IActorRef child)
    {
        if (child is LocalRef local && TryGetChild(local, out var stats)) stats.Stopping = true;
        (child as EngineRef)?.Stop();
    }

    private void Suspend()
    {
        _suspended++;
        SuspendChildren();
    }

    private void SuspendChildren(LocalRef? except = null)
    {
        foreach (var child in Children)
            if (child != except) child.Cell.PostSystem(child.Cell.Suspend);
    }

    private bool TryGetChild(LocalRef actor, [NotNullWhen(true)] out ChildStats? child)
    {
        child = null;
        if (_children is null) return false;
        lock (_children) return _children.TryGetValue(actor.Path.Name, out child) && ReferenceEquals(child.Ref, actor);
    }

    private void RemoveChild(LocalRef child)
    {
        if (!TryGetChild(child, out _)) return;
        lock (_children!) _children.Remove(child.Path.Name);
    }
}

/// <summary>A child, and how often it failed of late.</summary>
internal sealed class ChildStats(LocalRef child)
{
    internal LocalRef Ref { get; } = child;

    internal bool Stopping { get; set; }

    internal int Restarts { get; set; }

    internal DateTimeOffset? WindowStart { get; set; }
}
