using Akka.Event;

namespace Akka.Actor;

/// <summary>A reference that also takes the engine's own messages. Whatever is no actor is gone as far as a watcher can tell.</summary>
internal abstract class EngineRef : ActorRefBase
{
    internal virtual void AddWatcher(ActorCell watcher) => watcher.PostSystem(() => watcher.OnGone(this, false));

    internal virtual void RemoveWatcher(ActorCell watcher) { }

    internal virtual void Stop() { }
}

/// <summary>Nobody: takes everything, does nothing.</summary>
public sealed class Nobody : ActorRefBase
{
    internal static readonly Nobody Instance = new();

    private Nobody() { }

    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems"), "/Nobody");

    protected override void TellInternal(object message, IActorRef sender) { }
}

/// <summary>Where messages end that nobody will receive; they are published for those who want to know.</summary>
internal sealed class DeadLetterRef(ActorPath path, EventStream events) : EngineRef
{
    public override ActorPath Path => path;

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is DeadLetter known) events.Publish(known);
        else Publish(message, sender, this);
    }

    internal void Publish(object message, IActorRef? sender, IActorRef recipient)
    {
        if (message is AllDeadLetters) events.Publish(message);
        else if (message is IDeadLetterSuppression s) events.Publish(new SuppressedDeadLetter(s, sender ?? this, recipient));
        else events.Publish(new DeadLetter(message, sender ?? this, recipient));
    }
}

/// <summary>A place where no actor is: tells sent there are dead letters.</summary>
internal sealed class EmptyRef(ActorPath path, ActorSystemImpl system) : EngineRef
{
    public override ActorPath Path => path;

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is Identify identify) (sender ?? system.DeadLetters).Tell(new ActorIdentity(identify.MessageId, null));
        else system.DeadLetterRef.Publish(message, sender, this);
    }
}
