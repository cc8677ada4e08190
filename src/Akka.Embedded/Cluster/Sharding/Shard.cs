using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Akka.Actor;
using Akka.Cluster.Sharding.Remembering;

namespace Akka.Cluster.Sharding;

/// <summary>The parent of some of a type's entities. This part starts them and hands them their messages; the other lets them go.</summary>
internal sealed partial class Shard : ReceiveActor, IWithTimers, IWithUnboundedStash
{
    private sealed record StartAgain(string Id);

    /// <summary>All that an entity costs its shard.</summary>
    private struct Entity
    {
        // null before a remembered entity has been started, for the first time or again
        internal IActorRef? Actor;

        // what waits for the entity to start, or for the next one while this one stops
        internal Queue<(object Message, IActorRef Sender)>? Queue;

        internal int ActiveAt;
    }

    private readonly EntityType _type;
    private readonly string _shardId;
    private readonly Dictionary<string, Entity> _entities = [];
    private IActorRef? _remembered;
    private bool _shardRemembered;
    private bool _recovered;
    private int _queued;

    internal Shard(EntityType type, string shardId)
    {
        (_type, _shardId) = (type, shardId);
        Receive<ShardingEnvelope>(_ => Stash.Stash(), _ => !IsReady && !_handingOff);
        Receive<ShardingEnvelope>(envelope => Deliver(envelope.EntityId, envelope.Message));
        Receive<Passivate>(passivate => Passivate(Sender, passivate.StopMessage));
        Receive<Terminated>(_ => Context.Stop(Self), store => store.ActorRef.Equals(_remembered));
        Receive<Terminated>(entity => Stopped(Id(entity.ActorRef)));
        Receive<IdleCheck>(_ => PassivateIdle());
        Receive<GetShardRegionState>(_ => Sender.Tell(new ShardState(shardId, _entities.Keys.ToImmutableHashSet())));
        Receive<HandOff>(_ => StopAll());
        Receive<HandOffTimeout>(_ => Context.Stop(Self));
        Receive<Recovered>(recovered => OnRecovered(recovered.Ids), _ => !_handingOff);
        Receive<Remembered>(remembered => OnRemembered(remembered.Id), _ => !_handingOff);
        Receive<StartAgain>(entity => Start(entity.Id), entity => !_handingOff && _entities.TryGetValue(entity.Id, out var known) && known.Actor is null);
        ReceiveAny(_ => { }); // too late, and no loss
    }

    public ITimerScheduler Timers { get; set; } = null!;

    public IStash Stash { get; set; } = null!;

    // a shard that remembers hands out nothing before it knows its entities, and is itself known
    private bool IsReady => _remembered is null || (_shardRemembered && _recovered);

    protected override void PreStart()
    {
        if (_type.Remembers) _remembered = Context.Watch(Context.ActorOf(Props.Create(() => new RememberedEntities(_type, _shardId))));
        if (_type.IdleAfter is { } idle) Timers.StartPeriodicTimer("idle", new IdleCheck(), idle / 2);
    }

    private void OnRecovered(IEnumerable<string> entities)
    {
        foreach (var id in entities) Start(id);
        _recovered = true;
        if (IsReady) Stash.UnstashAll();
    }

    private void OnRemembered(string id)
    {
        if (Sender.Equals(_remembered))
        {
            StartWithQueue(id);
            return;
        }
        _shardRemembered = id == _shardId;
        if (IsReady) Stash.UnstashAll();
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
                Start(id).Tell(message, Sender);
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
            (entity.Actor ?? Start(id)).Tell(message, Sender);
        }
    }

    private void Enqueue(Queue<(object, IActorRef)> queue, object message)
    {
        if (_queued >= _type.BufferSize)
        {
            Context.System.DeadLetters.Tell(message, Sender);
            return;
        }
        queue.Enqueue((message, Sender));
        _queued++;
    }

    private IActorRef Start(string id)
    {
        var actor = Context.Watch(Context.ActorOf(_type.Props(id), Uri.EscapeDataString(id)));
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
            actor.Tell(kept.Message, kept.Sender);
        }
    }

    private static string Id(IActorRef entity) => Uri.UnescapeDataString(entity.Path.Name);
}
