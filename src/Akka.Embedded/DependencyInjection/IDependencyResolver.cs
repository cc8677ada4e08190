using Akka.Actor;

namespace Akka.DependencyInjection;

/// <summary>Builds actors and services from a container.</summary>
public interface IDependencyResolver
{
    IResolverScope CreateScope();

    object? GetService(Type type);

    T? GetService<T>();

    Props Props(Type type);

    Props Props(Type type, params object[] args);

    Props Props<T>(params object[] args) where T : ActorBase;
}

public interface IResolverScope : IDisposable
{
    IDependencyResolver Resolver { get; }
}
