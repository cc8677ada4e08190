namespace Akka.Actor;

public delegate bool Receive(object message);

public delegate void UntypedReceive(object message);

/// <summary>What every actor is. Context, Self and Sender are those of the message being handled.</summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell = Current.Cell ?? throw new ActorInitializationException(
        "An actor is made by ActorOf and Props, not by its constructor: outside of an actor system it has no context.");

    protected static IActorContext Context => Current.Cell ?? throw NoContext();

    protected IActorRef Self => _cell.Self;

    protected IActorRef Sender => ReferenceEquals(Current.Cell, _cell) ? _cell.Sender : throw NoContext();

    internal Receive ReceiveDelegate => Receive;

    internal ActorCell Cell => _cell;

    internal SupervisorStrategy? Strategy => _strategy ??= SupervisorStrategy();

    private SupervisorStrategy? _strategy;

    protected abstract bool Receive(object message);

    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        var handled = receive(message);
        if (!handled) Unhandled(message);
        return handled;
    }

    public virtual void AroundPreRestart(Exception cause, object message) => PreRestart(cause, message);

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    public virtual void AroundPostStop() => PostStop();

    protected virtual void PreStart() { }

    protected virtual void PostStop() { }

    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren().ToArray())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }
        PostStop();
    }

    protected virtual void PostRestart(Exception reason) => PreStart();

    protected virtual void Unhandled(object message) => _cell.Unhandled(message);

    protected virtual SupervisorStrategy SupervisorStrategy() => _cell.Props.SupervisorStrategy ?? Akka.Actor.SupervisorStrategy.DefaultStrategy;

    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    private static NotSupportedException NoContext() =>
        new("There is no active ActorContext: a task that an actor started goes on without one. Capture what you need of it before.");
}
