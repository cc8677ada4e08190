using Akka.Actor;

namespace Akka.Pattern;

/// <summary>Keeps one child running; what it is sent goes to the child, and to nobody while there is none.</summary>
public sealed class BackoffSupervisor
{
    private BackoffSupervisor() { }

    public static Props Props(BackoffOptions options) => new(typeof(BackoffSupervisorActor), (BackoffOptionsImpl)options);

    public sealed class GetCurrentChild
    {
        public static readonly GetCurrentChild Instance = new();

        private GetCurrentChild() { }
    }

    public sealed class CurrentChild(IActorRef @ref)
    {
        public IActorRef Ref { get; } = @ref;
    }
}

internal sealed class BackoffSupervisorActor(BackoffOptionsImpl options) : UntypedActor
{
    private readonly BackoffOptionsImpl _options = options;
    private IActorRef? _child;
    private int _restarts;
    private bool _failed;

    protected override SupervisorStrategy SupervisorStrategy()
    {
        var strategy = _options.Strategy;
        // a failure that would restart the child stops it: it is started again after the delay
        return new OneForOneStrategy(strategy.MaxNumberOfRetries, strategy.WithinTimeRangeMilliseconds, cause =>
        {
            var directive = strategy.Decider.Decide(cause);
            if (_options.OnStop || directive != Directive.Restart) return directive;
            _failed = true;
            return Directive.Stop;
        });
    }

    protected override void PreStart() => StartChild();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Terminated terminated when terminated.ActorRef.Equals(_child):
                OnChildStopped();
                break;
            case Start:
                StartChild();
                break;
            case Reset reset:
                if (reset.Restarts == _restarts) _restarts = 0;
                break;
            case BackoffSupervisor.GetCurrentChild:
                Sender.Tell(new BackoffSupervisor.CurrentChild(_child ?? ActorRefs.Nobody));
                break;
            default:
                if (_child is not null && Sender.Equals(_child)) Context.Parent.Forward(message);
                else if (_child is not null) _child.Forward(message);
                else Context.System.DeadLetters.Forward(message);
                break;
        }
    }

    private void StartChild()
    {
        if (_child is not null) return;
        _child = Context.Watch(Context.ActorOf(_options.Child, _options.Name));
        if (_restarts > 0) Context.System.Scheduler.ScheduleTellOnce(_options.Reset, Self, new Reset(_restarts), Self);
    }

    private void OnChildStopped()
    {
        _child = null;
        var ended = !_options.OnStop && !_failed;
        _failed = false;
        if (ended || _options.Retries >= 0 && _restarts >= _options.Retries)
        {
            Context.Stop(Self);
            return;
        }
        var delay = _options.Delay(_restarts++, ((ActorSystemImpl)Context.System).Runtime.NextRandom());
        Context.System.Scheduler.ScheduleTellOnce(delay, Self, Start.Instance, Self);
    }

    private sealed class Start : Event.IDeadLetterSuppression
    {
        internal static readonly Start Instance = new();
    }

    private sealed record Reset(int Restarts) : Event.IDeadLetterSuppression;
}
