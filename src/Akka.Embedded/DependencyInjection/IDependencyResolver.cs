using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Builds actors and services from a container.</summary>
public interface IDependencyResolver
{
    T? GetService<T>();

    Props Props<T>(params object[] args) where T : ActorBase;
}
