using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>The parent of some of a type's entities: starts one on its first message, keeps what comes while one stops, lets idle ones go.</summary>
internal sealed class Shard(EntityType type, string shardId) : UntypedActor, IWithTimers
{
    internal sealed class HandOff : INoSerializationVerificationNeeded
    {
        internal static readonly HandOff Instance = new();
    }

    private sealed class IdleCheck : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout
    {
        internal static readonly IdleCheck Instance = new();
    }

    private sealed class HandOffTimeout : INoSerializationVerificationNeeded
    {
        internal static readonly HandOffTimeout Instance = new();
    }

    /// <summary>All that an entity costs its shard. It is stopping from when it has a queue until it is gone.</summary>
    private struct Entity
    {
        internal IActorRef Actor;
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
        else if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entity))
        {
            Tell(Start(id), message, Sender);
        }
        else if (entity.Queue is { } queue)
        {
            if (_queued >= type.Settings.BufferSize)
            {
                Context.System.DeadLetters.Tell(message, Sender);
                return;
            }
            queue.Enqueue((message, Sender));
            _queued++;
        }
        else
        {
            entity.ActiveAt = _checks;
            Tell(entity.Actor, message, Sender);
        }
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

    private void Passivate(IActorRef actor, object stopMessage)
    {
        ref var entity = ref CollectionsMarshal.GetValueRefOrNullRef(_entities, Id(actor));
        if (_handingOff || System.Runtime.CompilerServices.Unsafe.IsNullRef(ref entity) || entity.Queue is not null || !entity.Actor.Equals(actor)) return;
        entity.Queue = new();
        actor.Tell(stopMessage);
    }

    private void PassivateIdle()
    {
        _checks++;
        foreach (var (_, entity) in _entities)
            if (entity.Queue is null && _checks - entity.ActiveAt >= IdleChecks) Passivate(entity.Actor, type.StopMessage);
    }

    private void Stopped(string id)
    {
        _entities.Remove(id, out var entity);
        if (_handingOff)
        {
            if (_entities.Count == 0) Context.Stop(Self);
        }
        else if (entity.Queue is { Count: > 0 } queue)
        {
            var actor = Start(id);
            _queued -= queue.Count;
            foreach (var (message, sender) in queue) Tell(actor, message, sender);
        }
    }

    private void StopAll()
    {
        _handingOff = true;
        Timers.Cancel(IdleCheck.Instance);
        if (_entities.Count == 0) Context.Stop(Self);
        else Timers.StartSingleTimer(HandOffTimeout.Instance, HandOffTimeout.Instance, type.Settings.HandOffTimeout);
        foreach (var entity in _entities.Values)
        {
            if (entity.Queue is null) entity.Actor.Tell(type.StopMessage);
            else foreach (var (message, sender) in entity.Queue) Context.System.DeadLetters.Tell(message, sender);
        }
    }

    private static string Id(IActorRef entity) => Uri.UnescapeDataString(entity.Path.Name);
}
