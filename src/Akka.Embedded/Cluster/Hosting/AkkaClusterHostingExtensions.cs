using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.DependencyInjection;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

public static class AkkaClusterHostingExtensions
{
    public static AkkaConfigurationBuilder WithClustering(this AkkaConfigurationBuilder builder, ClusterOptions? options = null) =>
        builder.AddHocon((options ?? new ClusterOptions()).ToHocon(), HoconAddMode.Prepend)
            .AddStartup((system, _) => Cluster.Get(system));

    public static AkkaConfigurationBuilder WithShardRegion<TKey>(this AkkaConfigurationBuilder builder, string typeName,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Func<string, Props>> entityPropsFactory,
        IMessageExtractor messageExtractor, ShardOptions shardOptions) =>
        builder.WithActors((system, registry, resolver) => registry.Register<TKey>(
            ClusterSharding.Get(system).Start(typeName, entityPropsFactory(system, registry, resolver), messageExtractor, shardOptions)));

    /// <summary>On one node a singleton is an actor that is stopped, with its own message, before the node leaves.</summary>
    public static AkkaConfigurationBuilder WithSingleton<TKey>(this AkkaConfigurationBuilder builder, string singletonName,
        Func<ActorSystem, IActorRegistry, IDependencyResolver, Props> propsFactory, ClusterSingletonOptions? options = null, bool createProxyToo = true) =>
        builder.WithActors((system, registry, resolver) =>
        {
            var actor = system.ActorOf(propsFactory(system, registry, resolver), singletonName);
            registry.Register<TKey>(actor);
            var shutdown = CoordinatedShutdown.Get(system);
            shutdown.AddTask(CoordinatedShutdown.PhaseClusterExiting, $"stop-{singletonName}", async () =>
            {
                var timeout = shutdown.Timeout(CoordinatedShutdown.PhaseClusterExiting);
                await actor.GracefulStop(timeout, options?.TerminationMessage ?? PoisonPill.Instance).ConfigureAwait(false);
                return Done.Instance;
            });
        });
}

public sealed class ClusterSingletonOptions
{
    public object? TerminationMessage { get; set; }
}
