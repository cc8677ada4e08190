using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Everything of an actor but its behaviour: mailbox, children, watches, state of life. One thread at a time is in it;
/// others only put messages into its two queues.
/// </summary>
internal sealed partial class ActorCell : IUntypedActorContext, IThreadPoolWorkItem
{
    private readonly MpscQueue<Envelope> _messages = new();
    private readonly MpscQueue<Action> _systemMessages = new();
    private readonly ActorSystemImpl _system;
    private readonly LocalRef _self;
    private readonly ActorCell? _parent;
    private readonly Props _props;
    private ActorBase? _actor;
    private Stack<Envelope>? _front;
    private Receive _behavior = null!;
    private Envelope _current;
    private volatile Life _life = Life.Starting;
    private int _suspended;
    private int _scheduled;
    private Action? _onStop;

    internal ActorCell(ActorSystemImpl system, LocalRef self, ActorCell? parent, Props props)
    {
        (_system, _self, _parent, _props) = (system, self, parent, props);
        self.Cell = this;
    }

    internal ActorSystemImpl SystemImpl => _system;

    internal bool IsTerminated => _life == Life.Terminated;

    internal Envelope CurrentEnvelope => _current;

    /// <summary>Has something done when the actor has stopped.</summary>
    internal void OnStop(Action done)
    {
        lock (_messages)
        {
            if (!IsTerminated)
            {
                _onStop += done;
                return;
            }
        }
        done();
    }

    /// <summary>How many messages were handled; names the current one.</summary>
    internal long Handled { get; private set; }

    public ActorSystem System => _system;

    public IActorRef Self => _self;

    public IActorRef Parent => _parent is null ? ActorRefs.Nobody : _parent._self;

    public IActorRef Sender => _current.Sender ?? _system.DeadLetters;

    public Props Props => _props;

    internal void Start() => PostSystem(Create);

    internal void Post(Envelope envelope)
    {
        if (IsTerminated)
        {
            _system.DeadLetterRef.Publish(envelope.Message, envelope.Sender, _self);
            return;
        }
        _messages.Enqueue(envelope);
        Schedule();
    }

    /// <summary>What the engine has this cell do: before any message of a user's, also while those are held back.</summary>
    internal void PostSystem(Action step)
    {
        _systemMessages.Enqueue(step);
        Schedule();
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0) _system.Runtime.Execute(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        var outer = Current.Cell;
        Current.Cell = this;
        try
        {
            RunSystemMessages();
            for (var left = _system.Runtime.Throughput; left > 0 && TryTake(out var envelope); left--)
            {
                Invoke(envelope);
                RunSystemMessages();
            }
        }
        finally
        {
            Current.Cell = outer;
        }
        Volatile.Write(ref _scheduled, 0);
        Interlocked.MemoryBarrier();
        if (!_systemMessages.IsEmpty || MayReceive && HasMessages || _life == Life.Terminated && !_messages.IsEmpty) Schedule();
    }

    private bool MayReceive => _suspended == 0 && _life == Life.Running;

    private bool HasMessages => _front is { Count: > 0 } || !_messages.IsEmpty;

    private bool TryTake(out Envelope envelope)
    {
        envelope = default;
        if (_life == Life.Terminated)
        {
            DropMessages();
            return false;
        }
        if (!MayReceive) return false;
        return _front is not null && _front.TryPop(out envelope) || _messages.TryDequeue(out envelope);
    }

    /// <summary>Puts messages before all others, the first of them first.</summary>
    internal void Prepend(IEnumerable<Envelope> envelopes)
    {
        _front ??= new Stack<Envelope>();
        foreach (var envelope in envelopes.Reverse())
        {
            if (envelope.Message is Terminated stashed) (_terminatedQueued ??= []).Add(stashed.ActorRef);
            _front.Push(envelope);
        }
    }

    private void RunSystemMessages()
    {
        while (_systemMessages.TryDequeue(out var step))
        {
            try
            {
                step();
            }
            catch (Exception e)
            {
                HandleFailure(e);
            }
        }
    }

    private void Invoke(Envelope envelope)
    {
        if (envelope.Message is TimerMessage timer)
        {
            if (_timers is null || !_timers.Accepts(timer)) return;
            envelope = new Envelope(timer.Message, envelope.Sender);
        }
        _current = envelope;
        Handled++;
        try
        {
            var message = envelope.Message;
            PauseReceiveTimeout(message);
            if (message is IAutoReceivedMessage) AutoReceive(message);
            else _actor!.AroundReceive(_behavior, message);
        }
        catch (Exception e)
        {
            HandleFailure(e);
        }
        finally
        {
            if (_awaiting == 0) EndMessage();
        }
    }

    private void EndMessage()
    {
        RenewReceiveTimeout(_current.Message);
        _current = default;
    }

    private void AutoReceive(object message)
    {
        if (message is PoisonPill) _self.Stop();
        else if (message is Identify identify) Sender.Tell(new ActorIdentity(identify.MessageId, _self), _self);
        else if (message is not Terminated t || _terminatedQueued?.Remove(t.ActorRef) == true) _actor!.AroundReceive(_behavior, message);
    }

    public void Become(UntypedReceive receive) => _behavior = message =>
    {
        receive(message);
        return true;
    };

    internal void Unhandled(object message)
    {
        if (message is Terminated t) throw new DeathPactException(t.ActorRef);
        _system.EventStream.Publish(new UnhandledMessage(message, Sender, _self));
    }

    private void DropMessages()
    {
        while (_front is not null && _front.TryPop(out var first)) _system.DeadLetterRef.Publish(first.Message, first.Sender, _self);
        while (_messages.TryDequeue(out var envelope)) _system.DeadLetterRef.Publish(envelope.Message, envelope.Sender, _self);
    }

    private enum Life { Starting, Running, Restarting, Stopping, Terminated }
}
