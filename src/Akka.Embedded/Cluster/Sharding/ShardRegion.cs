using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Remembering;
using Akka.Event;

namespace Akka.Cluster.Sharding;

/// <summary>The door to all entities of a type: finds the shard that a message belongs to, and starts it.</summary>
public sealed class ShardRegion : ActorBase
{
    /// <summary>Starts an entity without telling it anything.</summary>
    public sealed class StartEntity(string entityId)
    {
        public readonly string EntityId = entityId;
    }

    internal sealed record StartEntityAck(string EntityId, string ShardId) : IDeadLetterSuppression;

    private sealed class Up : INoSerializationVerificationNeeded;

    private sealed record StartShard(string ShardId) : INoSerializationVerificationNeeded;

    // how long a region waits before it makes anew what has failed of what it remembers
    private static readonly TimeSpan FailureBackoff = TimeSpan.FromSeconds(5);

    private readonly EntityType _type;
    private readonly Dictionary<string, IActorRef> _shards = [];
    private IActorRef? _remembered;
    private bool _shuttingDown;

    // what came before the region was open; null from then on
    private Queue<(object Message, IActorRef Sender)>? _early = new();

    internal ShardRegion(EntityType type) => _type = type;

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PreStart()
    {
        var self = Self;
        Cluster.Get(Context.System).RegisterOnMemberUp(() => self.Tell(new Up()));
    }

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Up when _type.Settings.RememberEntities:
                _remembered = Context.Watch(Context.ActorOf(Props.Create(() => new RememberedShards(_type.Name, _type.Settings))));
                return true;
            case Up:
                Open();
                return true;
            case Recovered recovered:
                foreach (var shardId in recovered.Ids) ShardOf(shardId);
                foreach (var (shardId, shard) in _shards) _remembered!.Tell(new Remember(shardId), shard);
                Open();
                return true;
            case GracefulShutdown:
                _shuttingDown = true;
                foreach (var shard in _shards.Values) shard.Tell(Shard.HandOff.Instance);
                StopWhenEmpty();
                return true;
            case StartShard start when !_shuttingDown:
                ShardOf(start.ShardId);
                return true;
            case Terminated child when child.ActorRef.Equals(_remembered):
                TellSelfLater(new Up());
                return true;
            case Terminated child:
                var stopped = Uri.UnescapeDataString(child.ActorRef.Path.Name);
                _shards.Remove(stopped);
                if (_shuttingDown) StopWhenEmpty();
                else if (_remembered is not null) TellSelfLater(new StartShard(stopped));
                return true;
            case GetShardRegionState:
                StateOf([.. _shards.Values]).PipeTo(Sender, Self);
                return true;
            default:
                return Route(message, Sender);
        }
    }

    private void Open()
    {
        var early = _early;
        _early = null;
        while (early?.TryDequeue(out var kept) == true) Route(kept.Message, kept.Sender);
    }

    private bool Route(object message, IActorRef sender)
    {
        var (entityId, content) = message switch
        {
            ShardingEnvelope envelope => (envelope.EntityId, envelope.Message),
            StartEntity start => (start.EntityId, start),
            _ => (_type.Extractor.EntityId(message), _type.Extractor.EntityMessage(message)),
        };
        if (string.IsNullOrEmpty(entityId) || content is null) return false;

        if (_shuttingDown || _early?.Count >= _type.Settings.BufferSize) Context.System.DeadLetters.Tell(message, sender);
        else if (_early is not null) _early.Enqueue((message, sender));
        else ShardOf(_type.Extractor.ShardId(entityId, message)).Tell(new ShardingEnvelope(entityId, content), sender);
        return true;
    }

    private IActorRef ShardOf(string shardId)
    {
        if (_shards.TryGetValue(shardId, out var shard)) return shard;
        shard = Context.Watch(Context.ActorOf(Props.Create(() => new Shard(_type, shardId)), Uri.EscapeDataString(shardId)));
        _shards.Add(shardId, shard);
        _remembered?.Tell(new Remember(shardId), shard);
        return shard;
    }

    private void TellSelfLater(object message) => Context.System.Scheduler.ScheduleTellOnce(FailureBackoff, Self, message, Self);

    private void StopWhenEmpty()
    {
        if (_shards.Count == 0) Context.Stop(Self);
    }

    private static async Task<object> StateOf(IActorRef[] shards)
    {
        var states = await Task.WhenAll(shards.Select(shard => shard.Ask<ShardState>(GetShardRegionState.Instance))).ConfigureAwait(false);
        return new CurrentShardRegionState(states.ToImmutableHashSet());
    }
}
