using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.DependencyInjection;

public class ServiceProviderDependencyResolver(IServiceProvider serviceProvider) : IDependencyResolver
{
    public T? GetService<T>() => serviceProvider.GetService<T>();

    public Props Props<T>(params object[] args) where T : ActorBase => Akka.Actor.Props.CreateBy(new Producer(serviceProvider, typeof(T), args));

    /// <summary>Gives each incarnation the arguments that were named, and the rest from the container.</summary>
    private sealed class Producer(IServiceProvider services, Type type, object[] args) : IIndirectActorProducer
    {
        public Type ActorType => type;

        public ActorBase Produce() => (ActorBase)ActivatorUtilities.CreateInstance(services, type, args);

        public void Release(ActorBase actor) { }
    }
}
