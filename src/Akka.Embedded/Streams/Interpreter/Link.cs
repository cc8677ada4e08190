namespace Akka.Embedded.Streams;

/// <summary>The consuming end of a link: elements come only after <see cref="Link{T}.Pull"/>, one for each.</summary>
internal interface IConsumer<in T>
{
    void OnPush(T element);
    void OnUpstreamFinish();
    void OnUpstreamFailure(Exception cause);
}

/// <summary>The producing end of a link: it may push once for each <see cref="OnPull"/>.</summary>
internal interface IProducer
{
    void OnPull();
    void OnDownstreamFinish(Exception? cause);
}

internal abstract class Link
{
    /// <summary>Hands over what the link holds: one signal, to one stage.</summary>
    internal abstract void Deliver();

    /// <summary>Closes the link on behalf of the stage that failed at one of its ends.</summary>
    internal abstract void Break(Stage failed, Exception cause);
}

/// <summary>
/// One edge between two stages. What either end does is queued and delivered by the interpreter, so that no
/// stage ever runs on another's stack; demand seen by the producer is demand that has been delivered.
/// </summary>
internal sealed class Link<T>(Interpreter interpreter) : Link
{
    private enum Phase : byte { Idle, Pulling, Pulled, Pushing }

    private Phase _phase;
    private bool _queued;
    private bool _producerClosed;
    private bool _consumerClosed;
    private T _element = default!;
    private Exception? _cause;
    private Stage _from = null!;
    private Stage _to = null!;
    private IProducer _producer = null!;
    private IConsumer<T> _consumer = null!;

    /// <summary>There is demand that has not been answered.</summary>
    internal bool IsAvailable => _phase == Phase.Pulled && !_producerClosed && !_consumerClosed;

    /// <summary>The consumer has seen the end, or has cancelled.</summary>
    internal bool IsClosed => _consumerClosed;

    internal void From(Stage stage, IProducer producer)
    {
        (_from, _producer) = (stage, producer);
        stage.Opened(this);
    }

    internal void To(Stage stage, IConsumer<T> consumer)
    {
        (_to, _consumer) = (stage, consumer);
        stage.Opened(this);
    }

    /// <summary>Asks for one element; nothing where one is asked for already or none can come.</summary>
    internal void Pull()
    {
        if (_phase != Phase.Idle || _producerClosed || _consumerClosed) return;
        _phase = Phase.Pulling;
        Enqueue();
    }

    internal void Push(T element)
    {
        if (_producerClosed || _consumerClosed) return;
        if (_phase != Phase.Pulled) throw new InvalidOperationException("A stage pushed an element that nobody asked for.");
        _element = element;
        _phase = Phase.Pushing;
        Enqueue();
    }

    internal void Complete() => Finish(null);

    internal void Fail(Exception cause) => Finish(cause);

    internal void Cancel(Exception? cause = null)
    {
        if (_consumerClosed) return;
        _consumerClosed = true;
        _cause = cause;
        _element = default!;
        _to.Closed(this);
        if (!_producerClosed) Enqueue();
    }

    internal override void Break(Stage failed, Exception cause)
    {
        if (failed == _from) Fail(cause);
        if (failed == _to) Cancel(cause);
    }

    internal override void Deliver()
    {
        _queued = false;
        if (_consumerClosed)
        {
            if (_producerClosed) return;
            _producerClosed = true;
            interpreter.Enter(_from);
            _from.Closed(this);
            _producer.OnDownstreamFinish(_cause);
        }
        else if (_phase == Phase.Pushing)
        {
            var element = _element;
            _element = default!;
            _phase = Phase.Idle;
            if (_producerClosed) Enqueue(); // the end comes after the last element
            interpreter.Enter(_to);
            _consumer.OnPush(element);
        }
        else if (_producerClosed)
        {
            _consumerClosed = true;
            interpreter.Enter(_to);
            _to.Closed(this);
            if (_cause is null) _consumer.OnUpstreamFinish();
            else _consumer.OnUpstreamFailure(_cause);
        }
        else if (_phase == Phase.Pulling)
        {
            _phase = Phase.Pulled;
            interpreter.Enter(_from);
            _producer.OnPull();
        }
    }

    private void Finish(Exception? cause)
    {
        if (_producerClosed) return;
        _producerClosed = true;
        _from.Closed(this);
        if (_consumerClosed) return;
        _cause = cause;
        Enqueue();
    }

    private void Enqueue()
    {
        if (_queued) return;
        _queued = true;
        interpreter.Enqueue(this);
    }
}
