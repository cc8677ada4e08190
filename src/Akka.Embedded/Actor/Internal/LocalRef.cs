namespace Akka.Actor;

internal sealed class LocalRef(ActorPath path) : EngineRef
{
    public override ActorPath Path => path;

    internal ActorCell Cell { get; set; } = null!;

    internal override void AddWatcher(ActorCell watcher) => Cell.PostSystem(() => Cell.AddWatcher(watcher));

    internal override void RemoveWatcher(ActorCell watcher) => Cell.PostSystem(() => Cell.RemoveWatcher(watcher));

    internal override void Stop() => Cell.PostSystem(Cell.Terminate);

    protected override void TellInternal(object message, IActorRef sender) => Cell.Post(new Envelope(message, sender));

    public override bool Equals(IActorRef? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
