namespace Akka.Actor;

/// <summary>One for each system, made when it is first asked for.</summary>
public interface IExtension;

public interface IExtensionId
{
    Type ExtensionType { get; }
    object CreateExtension(ExtendedActorSystem system);
}

public abstract class ExtensionIdProvider<T> : IExtensionId
    where T : IExtension
{
    public Type ExtensionType => typeof(T);
    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this)!;
    public abstract T CreateExtension(ExtendedActorSystem system);
    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);
}

public static class ActorSystemWithExtensions
{
    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => (T)system.RegisterExtension(Activator.CreateInstance<TI>())!;
}
