using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster.Sharding.Remembering;

namespace Akka.Cluster.Sharding;

/// <summary>The door to all entities of a type: finds the shard that a message belongs to, and starts it.</summary>
internal sealed class ShardRegion : ReceiveActor
{
    private sealed record Up;

    private sealed record StartShard(string ShardId);

    // how long a region waits before it makes anew what has failed of what it remembers
    private static readonly TimeSpan FailureBackoff = TimeSpan.FromSeconds(5);

    private readonly EntityType _type;
    private readonly Dictionary<string, IActorRef> _shards = [];
    private IActorRef? _remembered;
    private bool _shuttingDown;

    // what came before the region was open; null from then on
    private Queue<(object Message, IActorRef Sender)>? _early = new();

    internal ShardRegion(EntityType type)
    {
        _type = type;
        Receive<Up>(_ => OnUp());
        Receive<Recovered>(recovered => OnRecovered(recovered.Ids));
        Receive<GracefulShutdown>(_ => ShutDown());
        Receive<StartShard>(start => ShardOf(start.ShardId), _ => !_shuttingDown);
        Receive<Terminated>(_ => TellSelfLater(new Up()), child => child.ActorRef.Equals(_remembered));
        Receive<Terminated>(child => ShardStopped(Uri.UnescapeDataString(child.ActorRef.Path.Name)));
        Receive<GetShardRegionState>(_ => StateOf([.. _shards.Values]).PipeTo(Sender, Self));
        ReceiveAny(message =>
        {
            if (!Route(message, Sender)) Unhandled(message);
        });
    }

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PreStart()
    {
        var self = Self;
        Cluster.Get(Context.System).RegisterOnMemberUp(() => self.Tell(new Up()));
    }

    private void OnUp()
    {
        if (_type.Remembers) _remembered = Context.Watch(Context.ActorOf(Props.Create(() => new RememberedShards(_type))));
        else Open();
    }

    private void OnRecovered(IEnumerable<string> shardIds)
    {
        foreach (var shardId in shardIds) ShardOf(shardId);
        foreach (var (shardId, shard) in _shards) _remembered!.Tell(new Remember(shardId), shard);
        Open();
    }

    private void Open()
    {
        var early = _early;
        _early = null;
        while (early?.TryDequeue(out var kept) == true) Route(kept.Message, kept.Sender);
    }

    private bool Route(object message, IActorRef sender)
    {
        var (entityId, content) = message is ShardingEnvelope envelope
            ? (envelope.EntityId, envelope.Message)
            : (_type.Extractor.EntityId(message), _type.Extractor.EntityMessage(message));
        if (string.IsNullOrEmpty(entityId) || content is null) return false;

        if (_shuttingDown || _early?.Count >= _type.BufferSize) Context.System.DeadLetters.Tell(message, sender);
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

    private void ShutDown()
    {
        _shuttingDown = true;
        foreach (var shard in _shards.Values) shard.Tell(new Shard.HandOff());
        if (_shards.Count == 0) Context.Stop(Self);
    }

    private void ShardStopped(string shardId)
    {
        _shards.Remove(shardId);
        if (!_shuttingDown && _remembered is not null) TellSelfLater(new StartShard(shardId));
        else if (_shuttingDown && _shards.Count == 0) Context.Stop(Self);
    }

    private void TellSelfLater(object message) => Context.System.Scheduler.ScheduleTellOnce(FailureBackoff, Self, message, Self);

    private static async Task<object> StateOf(IActorRef[] shards)
    {
        var states = await Task.WhenAll(shards.Select(shard => shard.Ask<ShardState>(GetShardRegionState.Instance))).ConfigureAwait(false);
        return new CurrentShardRegionState(states.ToImmutableHashSet());
    }
}
