using Akka.Actor;
using Akka.Cluster;
using Akka.Cluster.Hosting;
using Akka.Cluster.Sharding;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Xunit.Abstractions;

namespace Compliance.Sharding;

/// <summary>A cluster of one node that has joined itself, with a region of <typeparamref name="TEntity"/>: ordinary on both engines.</summary>
public abstract class ShardingSpec<TEntity>(ITestOutputHelper output) : Akka.Hosting.TestKit.TestKit(null, output, TimeSpan.FromSeconds(30)) where TEntity : ActorBase
{
    protected const string TypeName = "wallet";

    protected IActorRef Region => ActorRegistry.Get<TEntity>();

    protected virtual ShardOptions Options => new() { StateStoreMode = StateStoreMode.DData };

    protected virtual bool JoinsAtOnce => true;

    protected override void ConfigureAkka(AkkaConfigurationBuilder builder, IServiceProvider provider)
    {
        builder
            .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 })
            .WithClustering()
            .WithShardRegion<TEntity>(TypeName, (_, _, resolver) => id => resolver.Props<TEntity>(id), new ByEntityId(), Options);
        if (JoinsAtOnce) builder.AddStartup((system, _) => JoinSelf(system));
    }

    protected static void JoinSelf(ActorSystem system)
    {
        var cluster = Cluster.Get(system);
        cluster.Join(cluster.SelfAddress);
    }
}

public sealed record ToEntity(string Id, object Content);

public sealed class ByEntityId() : HashCodeMessageExtractor(10)
{
    public override string? EntityId(object message) => (message as ToEntity)?.Id;

    public override object? EntityMessage(object message) => (message as ToEntity)?.Content ?? message;
}
