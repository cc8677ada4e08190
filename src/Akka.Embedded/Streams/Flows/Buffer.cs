using Akka.Streams;

namespace Akka.Embedded.Streams;

/// <summary>Takes elements ahead of demand, as far as there is room.</summary>
internal sealed class Buffer<T>(int size, OverflowStrategy strategy) : Linear<T, T>
{
    private readonly OverflowBuffer<T> _buffer = new(size, strategy);

    internal override void PreStart() => In.Pull();

    public override void OnPush(T element)
    {
        _buffer.Offer(element);
        if (Out.IsAvailable) Out.Push(_buffer.Take());
        PullMore();
    }

    public override void OnPull()
    {
        if (!_buffer.IsEmpty) Out.Push(_buffer.Take());
        if (_buffer.IsEmpty && In.IsClosed) Out.Complete();
        PullMore();
    }

    public override void OnUpstreamFinish()
    {
        if (_buffer.IsEmpty) Out.Complete();
    }

    private void PullMore()
    {
        if (strategy != OverflowStrategy.Backpressure || !_buffer.IsFull) In.Pull();
    }
}
