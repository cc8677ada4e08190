using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>The parent of some of a type's entities: starts one on its first message, keeps what comes while one stops, lets idle ones go.</summary>
internal sealed class Shard(EntityType type, string shardId, IActorRef? remembered) : UntypedActor, IWithTimers
{
    internal sealed class HandOff : INoSerializationVerificationNeeded
    {
        internal static readonly HandOff Instance = new();
    }

    private sealed class IdleCheck : INoSerializationVerificationNeeded
    {
        internal static readonly IdleCheck Instance = new();
    }

    private sealed class HandOffTimeout : INoSerializationVerificationNeeded
    {
        internal static readonly HandOffTimeout Instance = new();
    }

    private sealed record StartAgain(string Id) : INoSerializationVerificationNeeded;

    /// <summary>All that an entity costs its shard.</summary>
    private struct Entity
    {
        // null before a remembered entity has been started, for the first time or again
        internal IActorRef? Actor;

        // what waits for the entity to start, or for the next one while this one stops
        internal Queue<(object Message, IActorRef Sender)>? Queue;

        internal int ActiveAt;
    }

    // an entity untouched for this many checks has been idle for at least the time-out, and at most for one and a half of it
    private const int IdleChecks = 3;

    private readonly Dictionary<string, Entity> _entities = [];
    private bool _handingOff;
    private int _checks;
    private int _queued;

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        if (type.Settings.PassivatesIdleEntities)
            Timers.StartPeriodicTimer(IdleCheck.Instance, IdleCheck.Instance, type.Settings.PassivateIdleEntityAfter / 2);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ShardingEnvelope envelope:
                Deliver(envelope.EntityId, envelope.Message);
                break;
            case Passivate passivate:
                Passivate(Sender, passivate.StopMessage);
                break;
            case Terminated entity:
                Stopped(Id(entity.ActorRef));
                break;
            case IdleCheck:
                PassivateIdle();
                break;
            case Remembering.Remembered entity when !_handingOff:
                StartWithQueue(entity.Id);
                break;
            case StartAgain entity when _entities.TryGetValue(entity.Id, out var known) && known.Actor is null:
                StartWithQueue(entity.Id);
                break;
            case IShardRegionQuery:
                Sender.Tell(new ShardState(shardId, _entities.Keys.ToImmutableHashSet()));
                break;
            case HandOff:
                StopAll();
                break;
            case HandOffTimeout:
                Context.Stop(Self);
                break;
        }
    }

    private void Deliver(string id, object message)
    {
        ref var entity = ref CollectionsMarshal.GetValueRefOrNullRef(_entities, id);
        if (_handingOff)
        {
            Context.System.DeadLetters.Tell(message, Sender);
        }
        else if (Unsafe.IsNullRef(ref entity))
        {
            if (remembered is null)
            {
                Tell(Start(id), message, Sender);
                return;
            }
            var queue = new Queue<(object, IActorRef)>();
            _entities[id] = new Entity { Queue = queue };
            Enqueue(queue, message);
            remembered.Tell(new Remembering.Remember(id), Self);
        }
        else if (entity.Queue is { } waiting)
        {
            Enqueue(waiting, message);
        }
        else
        {
            entity.ActiveAt = _checks;
            Tell(entity.Actor ?? Start(id), message, Sender);
        }
    }

    private void Enqueue(Queue<(object, IActorRef)> queue, object message)
    {
        if (_queued >= type.Settings.BufferSize)
        {
            Context.System.DeadLetters.Tell(message, Sender);
            return;
        }
        queue.Enqueue((message, Sender));
        _queued++;
    }

    private static void Tell(IActorRef entity, object message, IActorRef sender)
    {
        if (message is not ShardRegion.StartEntity) entity.Tell(message, sender);
    }

    private IActorRef Start(string id)
    {
        var actor = Context.Watch(Context.ActorOf(type.Props(id), Uri.EscapeDataString(id)));
        _entities[id] = new Entity { Actor = actor, ActiveAt = _checks };
        return actor;
    }

    private void StartWithQueue(string id)
    {
        var queue = _entities.GetValueOrDefault(id).Queue;
        var actor = Start(id);
        while (queue?.TryDequeue(out var kept) == true)
        {
            _queued--;
            Tell(actor, kept.Message, kept.Sender);
        }
    }

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
            if (entity is { Queue: null, Actor: { } actor } && _checks - entity.ActiveAt >= IdleChecks) Passivate(actor, type.StopMessage);
    }

    private void Stopped(string id)
    {
        var queue = _entities[id].Queue;
        if (_handingOff)
        {
            Remove(id);
        }
        else if (queue is { Count: > 0 })
        {
            StartWithQueue(id);
        }
        else if (remembered is not null && queue is null)
        {
            // nobody asked it to stop: a remembered entity comes back by itself, in a while
            _entities[id] = default;
            Timers.StartSingleTimer(id, new StartAgain(id), type.Settings.EntityRestartBackoff);
        }
        else
        {
            _entities.Remove(id);
            remembered?.Tell(new Remembering.Forget(id), Self);
        }
    }

    private void StopAll()
    {
        _handingOff = true;
        Timers.CancelAll();
        Timers.StartSingleTimer(HandOffTimeout.Instance, HandOffTimeout.Instance, type.Settings.HandOffTimeout);
        foreach (var (id, entity) in _entities.ToArray())
        {
            while (entity.Queue?.TryDequeue(out var kept) == true) Context.System.DeadLetters.Tell(kept.Message, kept.Sender);
            if (entity.Actor is null) _entities.Remove(id);
            else if (entity.Queue is null) entity.Actor.Tell(type.StopMessage);
        }
        if (_entities.Count == 0) Context.Stop(Self);
    }

    private void Remove(string id)
    {
        _entities.Remove(id);
        if (_entities.Count == 0) Context.Stop(Self);
    }

    private static string Id(IActorRef entity) => Uri.UnescapeDataString(entity.Path.Name);
}
