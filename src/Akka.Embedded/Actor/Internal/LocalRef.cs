namespace Akka.Actor;

internal sealed class LocalRef(ActorPath path) : EngineRef
{
    private ActorCell _cell = null!;

    public override ActorPath Path => path;

    internal ActorCell Cell => _cell;

    internal void Attach(ActorCell cell) => _cell = cell;

    internal override void SendSystem(SystemMessage message) => _cell.PostSystem(message);

    internal override void Stop() => _cell.PostSystem(new SystemMessage.Terminate());

    protected override void TellInternal(object message, IActorRef sender) => _cell.Post(new Envelope(message, sender));

    public override bool Equals(IActorRef? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
