using System.Diagnostics.CodeAnalysis;

namespace Akka.Actor;

/// <summary>A queue for many writers and one reader without a lock; empty, it is one node.</summary>
internal sealed class MpscQueue<T>
{
    private Node _head;
    private Node _tail;

    internal MpscQueue() => _head = _tail = new Node(default!);

    /// <summary>May be false for a moment after an item was taken, never true while one waits.</summary>
    internal bool IsEmpty => ReferenceEquals(Volatile.Read(ref _tail), _head);

    internal void Enqueue(T item)
    {
        var node = new Node(item);
        var previous = Interlocked.Exchange(ref _tail, node);
        Volatile.Write(ref previous.Next, node);
    }

    internal bool TryDequeue([MaybeNullWhen(false)] out T item)
    {
        var next = Volatile.Read(ref _head.Next);
        if (next is null)
        {
            item = default;
            return false;
        }
        item = next.Item;
        next.Item = default!;
        _head = next;
        return true;
    }

    private sealed class Node(T item)
    {
        internal T Item = item;
        internal Node? Next;
    }
}
