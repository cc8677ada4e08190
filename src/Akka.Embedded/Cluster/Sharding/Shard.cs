using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Cluster.Sharding.Remembering;

namespace Akka.Cluster.Sharding;

/// <summary>The parent of some of a type's entities. This part starts them and hands them their messages; the other lets them go.</summary>
internal sealed partial class Shard(EntityType type, string shardId) : UntypedActor, IWithTimers, IWithUnboundedStash
{
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

    private readonly Dictionary<string, Entity> _entities = [];
    private IActorRef? _remembered;
    private bool _shardRemembered;
    private bool _recovered;
    private int _queued;

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    // a shard that remembers hands out nothing before it knows its entities, and is itself known
    private bool IsReady => _remembered is null || (_shardRemembered && _recovered);

    protected override void PreStart()
    {
        if (type.Settings.RememberEntities)
            _remembered = Context.Watch(Context.ActorOf(Props.Create(() => new RememberedEntities(type.Name, shardId, type.Settings))));
        if (type.Settings.PassivatesIdleEntities)
            Timers.StartPeriodicTimer(IdleCheck.Instance, IdleCheck.Instance, type.Settings.PassivateIdleEntityAfter / 2);
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ShardingEnvelope when !IsReady && !_handingOff:
                Stash.Stash();
                break;
            case ShardingEnvelope envelope:
                Deliver(envelope.EntityId, envelope.Message);
                break;
            case Passivate passivate:
                Passivate(Sender, passivate.StopMessage);
                break;
            case Terminated store when store.ActorRef.Equals(_remembered):
                Context.Stop(Self);
                break;
            case Terminated entity:
                Stopped(Id(entity.ActorRef));
                break;
            case IdleCheck:
                PassivateIdle();
                break;
            case GetShardRegionState:
                Sender.Tell(new ShardState(shardId, _entities.Keys.ToImmutableHashSet()));
                break;
            case HandOff:
                StopAll();
                break;
            case HandOffTimeout:
                Context.Stop(Self);
                break;
            case not null when !_handingOff:
                OnRemembering(message);
                break;
        }
    }

    private void OnRemembering(object message)
    {
        switch (message)
        {
            case Remembered shard when !Sender.Equals(_remembered):
                _shardRemembered = shard.Id == shardId;
                if (IsReady) Stash.UnstashAll();
                break;
            case Remembered entity:
                StartWithQueue(entity.Id);
                break;
            case Recovered recovered:
                foreach (var id in recovered.Ids) Start(id);
                _recovered = true;
                if (IsReady) Stash.UnstashAll();
                break;
            case StartAgain entity when _entities.TryGetValue(entity.Id, out var known) && known.Actor is null:
                Start(entity.Id);
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
            if (_remembered is null)
            {
                Tell(Start(id), id, message, Sender);
                return;
            }
            var queue = new Queue<(object, IActorRef)>();
            _entities[id] = new Entity { Queue = queue };
            Enqueue(queue, message);
            _remembered.Tell(new Remember(id), Self);
        }
        else if (entity.Queue is { } waiting)
        {
            Enqueue(waiting, message);
        }
        else
        {
            entity.ActiveAt = _checks;
            Tell(entity.Actor ?? Start(id), id, message, Sender);
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

    private void Tell(IActorRef entity, string id, object message, IActorRef sender)
    {
        if (message is ShardRegion.StartEntity) sender.Tell(new ShardRegion.StartEntityAck(id, shardId), Self);
        else entity.Tell(message, sender);
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
            Tell(actor, id, kept.Message, kept.Sender);
        }
    }

    private static string Id(IActorRef entity) => Uri.UnescapeDataString(entity.Path.Name);
}
