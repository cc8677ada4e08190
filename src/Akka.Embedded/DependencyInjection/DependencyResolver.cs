using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.DependencyInjection;

public class DependencyResolverSetup : Setup
{
    private DependencyResolverSetup(IDependencyResolver resolver) => DependencyResolver = resolver;

    public IDependencyResolver DependencyResolver { get; }

    public static DependencyResolverSetup Create(IServiceProvider provider) => new(new ServiceProviderDependencyResolver(provider));
}

/// <summary>The container of a system that was made with a <see cref="DependencyResolverSetup"/>.</summary>
public sealed class DependencyResolver(IDependencyResolver resolver) : IExtension
{
    public IDependencyResolver Resolver { get; } = resolver;

    public static DependencyResolver For(ActorSystem actorSystem) => actorSystem.WithExtension<DependencyResolver, DependencyResolverExtension>();

    public Props Props<T>(params object[] args) where T : ActorBase => Resolver.Props<T>(args);
}

public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    public override DependencyResolver CreateExtension(ExtendedActorSystem system)
    {
        var setup = system.Settings.Setup.Get<DependencyResolverSetup>();
        return setup.HasValue
            ? new DependencyResolver(setup.Value.DependencyResolver)
            : throw new ConfigurationException($"Actor system {system.Name} has no {nameof(DependencyResolverSetup)}: it was not made with a container.");
    }
}
