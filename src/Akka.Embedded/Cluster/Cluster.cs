using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>Membership in a cluster of one: up from the moment on which the node joins itself, until shutdown.</summary>
public class Cluster : IExtension
{
    private readonly Lock _lock = new();
    private readonly List<Action> _onUp = [];
    private bool _left;

    internal Cluster(ExtendedActorSystem system)
    {
        var config = system.Settings.Config;
        if (config.GetString("akka.actor.provider", "") is not { } provider || !provider.Contains("cluster", StringComparison.OrdinalIgnoreCase))
            throw new ConfigurationException($"Actor system {system.Name} has no cluster: call WithClustering().");
        SelfAddress = SingleNode.SelfAddress(system.Name, config);
        SelfRoles = [.. config.GetStringList("akka.cluster.roles")];
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseClusterShutdown, "leave-cluster", () =>
        {
            _left = true;
            IsUp = false;
            return Task.FromResult(Done.Instance);
        });
        if (config.GetStringList("akka.cluster.seed-nodes").Count > 0) Join(SelfAddress);
    }

    public Address SelfAddress { get; }

    public ImmutableHashSet<string> SelfRoles { get; }

    public bool IsUp { get; private set; }

    public static Cluster Get(ActorSystem system) => system.WithExtension<Cluster, ClusterExtension>();

    public void Join(Address address)
    {
        if (!address.Equals(SelfAddress)) throw SingleNode.Refuse("Cluster.Join", address, $"this node is {SelfAddress} and can only join itself");
        Action[] callbacks;
        lock (_lock)
        {
            if (IsUp || _left) return;
            IsUp = true;
            callbacks = [.. _onUp];
            _onUp.Clear();
        }
        foreach (var callback in callbacks) callback();
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
}

public class ClusterExtension : ExtensionIdProvider<Cluster>
{
    public override Cluster CreateExtension(ExtendedActorSystem system) => new(system);
}
