using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

public class ServiceProviderDependencyResolver(IServiceProvider serviceProvider) : IDependencyResolver
{
    public T? GetService<T>() => serviceProvider.GetService<T>();

    public Props Props<T>(params object[] args) where T : ActorBase => new FromContainer(serviceProvider, typeof(T), args);

    /// <summary>Gives each incarnation the arguments that were named, and the rest from the container, whose actors are the container's to dispose.</summary>
    private sealed class FromContainer(IServiceProvider services, Type type, object[] args) : Props(type)
    {
        internal override ActorBase Make() => (ActorBase)ActivatorUtilities.CreateInstance(services, Type, args);

        internal override void Release(ActorBase actor) { }
    }
}
