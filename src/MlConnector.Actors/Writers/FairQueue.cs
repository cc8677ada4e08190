using System.Diagnostics.CodeAnalysis;

namespace MlConnector.Actors.Writers;

/// <summary>Queues by owner, served in turn: one that brings thousands does not keep the others waiting.</summary>
internal sealed class FairQueue<TOwner, TItem>
    where TOwner : notnull
{
    private readonly Dictionary<TOwner, Queue<TItem>> _byOwner = [];
    private readonly LinkedList<TOwner> _turns = [];

    public void Enqueue(TOwner owner, TItem item)
    {
        if (!_byOwner.TryGetValue(owner, out var queue))
        {
            _byOwner[owner] = queue = new Queue<TItem>();
            _turns.AddLast(owner);
        }
        queue.Enqueue(item);
    }

    /// <summary>The next item of the first owner whose turn it is and who may be served.</summary>
    public bool TryDequeue(Func<TOwner, bool> served, [MaybeNullWhen(false)] out TItem item)
    {
        for (var node = _turns.First; node is not null; node = node.Next)
        {
            var owner = node.Value;
            if (!served(owner)) continue;
            var queue = _byOwner[owner];
            item = queue.Dequeue();
            _turns.Remove(node);
            if (queue.Count > 0) _turns.AddLast(node);
            else _byOwner.Remove(owner);
            return true;
        }
        item = default;
        return false;
    }

    /// <summary>Takes out all that an owner has waiting.</summary>
    public IReadOnlyCollection<TItem> Remove(TOwner owner)
    {
        if (!_byOwner.Remove(owner, out var queue)) return [];
        _turns.Remove(owner);
        return queue;
    }
}
