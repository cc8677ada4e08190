using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>Membership in a cluster of one: up from the moment on which the node joins itself, until shutdown.</summary>
public class Cluster : IExtension
{
    private readonly Lock _lock = new();
    private readonly List<Action> _onUp = [];
    private readonly List<Action> _onRemoved = [];
    private readonly TaskCompletionSource _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile MemberStatus _status = MemberStatus.Removed;

    internal Cluster(ExtendedActorSystem system)
    {
        var config = system.Settings.Config;
        if (config.GetString("akka.actor.provider", "") is not { } provider || !provider.Contains("cluster", StringComparison.OrdinalIgnoreCase))
            throw new ConfigurationException($"Actor system {system.Name} has no cluster: call WithClustering().");
        System = system;
        SelfAddress = SingleNode.SelfAddress(system.Name, config);
        SelfRoles = [.. config.GetStringList("akka.cluster.roles")];
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseClusterShutdown, "leave-cluster", () =>
        {
            Remove();
            return Task.FromResult(Done.Instance);
        });
        if (config.GetStringList("akka.cluster.seed-nodes").Count > 0) Join(SelfAddress);
    }

    public ExtendedActorSystem System { get; }

    public Address SelfAddress { get; }

    public ImmutableHashSet<string> SelfRoles { get; }

    public Member SelfMember => new(SelfAddress, SelfRoles, _status);

    public bool IsUp => _status == MemberStatus.Up;

    public bool IsTerminated { get; private set; }

    public static Cluster Get(ActorSystem system) => system.WithExtension<Cluster, ClusterExtension>();

    public void Join(Address address)
    {
        if (!address.Equals(SelfAddress)) throw SingleNode.Refuse("Cluster.Join", address, $"this node is {SelfAddress} and can only join itself");
        Action[] callbacks;
        lock (_lock)
        {
            if (IsUp || IsTerminated) return;
            _status = MemberStatus.Up;
            callbacks = [.. _onUp];
            _onUp.Clear();
        }
        _up.TrySetResult();
        foreach (var callback in callbacks) callback();
    }

    public Task JoinAsync(Address address, CancellationToken token = default)
    {
        Join(address);
        return _up.Task.WaitAsync(token);
    }

    public void RegisterOnMemberUp(Action callback)
    {
        lock (_lock)
        {
            if (!IsUp)
            {
                _onUp.Add(callback);
                return;
            }
        }
        callback();
    }

    public void RegisterOnMemberRemoved(Action callback)
    {
        lock (_lock)
        {
            if (!IsTerminated)
            {
                _onRemoved.Add(callback);
                return;
            }
        }
        callback();
    }

    /// <summary>Leaving a cluster is the end of its node.</summary>
    public void Leave(Address address)
    {
        if (address.Equals(SelfAddress)) _ = LeaveAsync();
    }

    public Task LeaveAsync() => CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance);

    private void Remove()
    {
        Action[] callbacks;
        lock (_lock)
        {
            if (IsTerminated) return;
            IsTerminated = true;
            _status = MemberStatus.Removed;
            callbacks = [.. _onRemoved];
        }
        foreach (var callback in callbacks) callback();
    }
}

public class ClusterExtension : ExtensionIdProvider<Cluster>
{
    public override Cluster CreateExtension(ExtendedActorSystem system) => new(system);
}
