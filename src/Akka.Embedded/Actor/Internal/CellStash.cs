namespace Akka.Actor;

/// <summary>Messages put aside, in the order in which they came, and where they are given back to.</summary>
internal sealed class CellStash(ActorCell cell, Action<IEnumerable<Envelope>> giveBack) : IStash
{
    private readonly LinkedList<Envelope> _stashed = [];
    private long _last = -1;

    public void Stash()
    {
        var current = cell.CurrentEnvelope;
        if (current.Message is null) throw new IllegalActorStateException("There is no message to stash: an actor stashes the one it is handling.");
        if (_last == cell.Handled) throw new IllegalActorStateException($"Can't stash the same message {current} more than once");
        _last = cell.Handled;
        _stashed.AddLast(current);
    }

    public void Unstash()
    {
        if (_stashed.First is not { } first) return;
        _stashed.RemoveFirst();
        giveBack([first.Value]);
    }

    public void UnstashAll()
    {
        if (_stashed.Count == 0) return;
        var all = _stashed.ToArray();
        _stashed.Clear();
        giveBack(all);
    }

    public void Prepend(IEnumerable<Envelope> envelopes)
    {
        foreach (var envelope in envelopes.Reverse()) _stashed.AddFirst(envelope);
    }
}
