using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Cluster.Sharding.Remembering;

namespace Akka.Cluster.Sharding;

/// <summary>How entities go: because they want to, because nobody needs them, because they died, because the node stops.</summary>
internal sealed partial class Shard
{
    internal sealed record HandOff;

    private sealed record IdleCheck;

    private sealed record HandOffTimeout;

    // an entity untouched for this many checks has been idle for at least the time-out, and at most for one and a half of it
    private const int IdleChecks = 3;

    private bool _handingOff;
    private int _checks;

    private void Passivate(IActorRef actor, object stopMessage)
    {
        ref var entity = ref CollectionsMarshal.GetValueRefOrNullRef(_entities, Id(actor));
        if (_handingOff || Unsafe.IsNullRef(ref entity) || entity.Queue is not null || !actor.Equals(entity.Actor)) return;
        entity.Queue = new();
        actor.Tell(stopMessage);
    }

    private void PassivateIdle()
    {
        _checks++;
        foreach (var (_, entity) in _entities)
            if (entity is { Queue: null, Actor: { } actor } && _checks - entity.ActiveAt >= IdleChecks) Passivate(actor, _type.StopMessage);
    }

    private void Stopped(string id)
    {
        var queue = _entities[id].Queue;
        if (_handingOff)
        {
            _entities.Remove(id);
            StopWhenEmpty();
        }
        else if (queue is { Count: > 0 })
        {
            StartWithQueue(id);
        }
        else if (_remembered is not null && queue is null)
        {
            // nobody asked it to stop: a remembered entity comes back by itself, in a while
            _entities[id] = default;
            Timers.StartSingleTimer(id, new StartAgain(id), _type.RestartBackoff);
        }
        else
        {
            _entities.Remove(id);
            _remembered?.Tell(new Forget(id), Self);
        }
    }

    private void StopAll()
    {
        _handingOff = true;
        Timers.CancelAll();
        Timers.StartSingleTimer("hand-off", new HandOffTimeout(), _type.HandOffTimeout);
        foreach (var (id, entity) in _entities.ToArray())
        {
            while (entity.Queue?.TryDequeue(out var kept) == true) Context.System.DeadLetters.Tell(kept.Message, kept.Sender);
            if (entity.Actor is null) _entities.Remove(id);
            else if (entity.Queue is null) entity.Actor.Tell(_type.StopMessage);
        }
        StopWhenEmpty();
    }

    private void StopWhenEmpty()
    {
        if (_entities.Count > 0) return;
        // what is still to be forgotten is written first; the end of the store is that of the shard
        if (_remembered is null) Context.Stop(Self);
        else _remembered.Tell(new Finish(), Self);
    }
}
