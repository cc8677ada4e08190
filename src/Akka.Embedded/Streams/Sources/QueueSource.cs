using Akka.Streams;

namespace Akka.Embedded.Streams;

/// <summary>A stream's entrance for elements that are offered one by one.</summary>
internal sealed class QueueSource<T>(int size, OverflowStrategy strategy) : Origin<T>, ISourceQueueWithComplete<T>
{
    private readonly Queue<T> _buffer = new();
    private readonly Promise<Done> _end = new();
    private Offer? _waiting;
    private bool _completing;

    public Task<IQueueOfferResult> OfferAsync(T element)
    {
        var offer = new Offer(this, element);
        Interpreter.Post(offer);
        return offer.Answer.Task;
    }

    public Task WatchCompletionAsync() => _end.Task;

    public void Complete() => Interpreter.Post(new Call(this, () =>
    {
        _completing = true;
        CompleteIfEmpty();
    }));

    public void Fail(Exception ex) => Interpreter.Post(new Call(this, () => FailWith(ex)));

    public override void OnPull()
    {
        if (_buffer.TryDequeue(out var next)) Out.Push(next);
        if (_waiting is { } offer && (Out.IsAvailable || _buffer.Count < size))
        {
            _waiting = null;
            Take(offer);
        }
        CompleteIfEmpty();
    }

    public override void OnDownstreamFinish(Exception? cause)
    {
        _waiting?.Reply(QueueOfferResult.QueueClosed.Instance);
        if (cause is null) _end.Resolve(Interpreter, Done.Instance);
        else _end.Reject(Interpreter, cause);
    }

    protected override void PostStop()
    {
        _waiting?.Refuse();
        _end.Abandon(Interpreter);
    }

    private void Take(Offer offer)
    {
        if (Out.IsAvailable && _buffer.Count == 0) Out.Push(offer.Element);
        else if (_buffer.Count < size) _buffer.Enqueue(offer.Element);
        else
        {
            Overflow(offer);
            return;
        }
        offer.Reply(QueueOfferResult.Enqueued.Instance);
    }

    private void Overflow(Offer offer)
    {
        if (strategy == OverflowStrategy.DropNew) offer.Reply(QueueOfferResult.Dropped.Instance);
        else if (strategy == OverflowStrategy.Fail) FailWith(new BufferOverflowException($"Buffer overflow (max capacity was {size})"), offer);
        else if (_waiting is null) _waiting = offer;
        else offer.Reject(new InvalidOperationException("You have to wait for the previous offer to be resolved to send another request."));
    }

    private void FailWith(Exception cause, Offer? offer = null)
    {
        offer?.Reply(new QueueOfferResult.Failure(cause));
        _end.Reject(Interpreter, cause);
        Out.Fail(cause);
    }

    private void CompleteIfEmpty()
    {
        if (!_completing || _buffer.Count > 0 || _waiting is not null) return;
        _end.Resolve(Interpreter, Done.Instance);
        Out.Complete();
    }

    private sealed class Offer(QueueSource<T> queue, T element) : Signal(queue)
    {
        internal T Element => element;

        internal Promise<IQueueOfferResult> Answer { get; } = new();

        internal override void Run()
        {
            if (queue._completing) Reply(QueueOfferResult.QueueClosed.Instance);
            else queue.Take(this);
        }

        internal override void Refuse() => Reject(new StreamDetachedException("The stream is over: its queue is detached."));

        internal void Reply(IQueueOfferResult result) => Answer.Resolve(queue.Interpreter, result);

        internal void Reject(Exception cause) => Answer.Reject(queue.Interpreter, cause);
    }
}
