using Akka.Streams;

namespace Akka.Embedded.Streams;

/// <summary>A bounded queue, and what becomes of an element that finds it full.</summary>
internal sealed class OverflowBuffer<T>(int size, OverflowStrategy strategy)
{
    private readonly LinkedList<T> _elements = new();

    internal bool IsEmpty => _elements.Count == 0;

    internal bool IsFull => _elements.Count >= size;

    /// <summary>Null where there is no room, and the element has to wait for some.</summary>
    internal IQueueOfferResult? Offer(T element)
    {
        if (IsFull)
        {
            switch (strategy)
            {
                case OverflowStrategy.DropHead: _elements.RemoveFirst(); break;
                case OverflowStrategy.DropTail: _elements.RemoveLast(); break;
                case OverflowStrategy.DropBuffer: _elements.Clear(); break;
                case OverflowStrategy.DropNew: return QueueOfferResult.Dropped.Instance;
                case OverflowStrategy.Fail: throw new BufferOverflowException($"Buffer overflow (max capacity was {size})");
                default: return null;
            }
        }
        _elements.AddLast(element);
        return QueueOfferResult.Enqueued.Instance;
    }

    internal T Take()
    {
        var element = _elements.First!.Value;
        _elements.RemoveFirst();
        return element;
    }
}
