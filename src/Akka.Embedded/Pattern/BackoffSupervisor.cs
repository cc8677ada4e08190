using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Keeps one child running; what it is sent goes to the child, and to nobody while there is none.</summary>
public sealed class BackoffSupervisor
{
    private BackoffSupervisor() { }

    public static Props Props(BackoffOptions options)
    {
        var onStop = (BackoffOnStop)options;
        return Actor.Props.Create(() => new BackoffSupervisorActor(onStop));
    }
}

internal sealed class BackoffSupervisorActor(BackoffOnStop options) : UntypedActor
{
    private IActorRef? _child;
    private int _restarts;

    protected override void PreStart() => StartChild();

    protected override void OnReceive(object message)
    {
        if (message is Terminated terminated && terminated.ActorRef.Equals(_child)) OnChildStopped();
        else if (message is Start) StartChild();
        else if (message is Reset reset) _restarts = reset.Restarts == _restarts ? 0 : _restarts;
        else if (_child is null) Context.System.DeadLetters.Forward(message);
        else (Sender.Equals(_child) ? Context.Parent : _child).Forward(message);
    }

    private void StartChild()
    {
        if (_child is not null) return;
        _child = Context.Watch(Context.ActorOf(options.Child, options.Name));
        if (_restarts > 0) TellSelf(new Reset(_restarts), options.Reset);
    }

    private void OnChildStopped()
    {
        _child = null;
        if (options.Retries >= 0 && _restarts >= options.Retries) Context.Stop(Self);
        else TellSelf(new Start(), options.Delay(_restarts++, ((ActorSystemImpl)Context.System).Runtime.NextRandom()));
    }

    private void TellSelf(object message, TimeSpan after) => Context.System.Scheduler.ScheduleTellOnce(after, Self, message, Self);

    private sealed record Start : Event.IDeadLetterSuppression;

    private sealed record Reset(int Restarts) : Event.IDeadLetterSuppression;
}
