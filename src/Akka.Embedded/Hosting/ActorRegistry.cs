using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Hosting;

public interface IReadOnlyActorRegistry
{
    bool TryGet<TKey>(out IActorRef actor);

    IActorRef Get<TKey>();

    Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default);
}

public interface IActorRegistry : IReadOnlyActorRegistry
{
    void Register<TKey>(IActorRef actor, bool overwrite = false);
}

/// <summary>Finds actors by a type that stands for them.</summary>
public sealed class ActorRegistry : IActorRegistry, IExtension
{
    private readonly ConcurrentDictionary<Type, IActorRef> _actors = new();
    private readonly ConcurrentDictionary<Type, TaskCompletionSource<IActorRef>> _awaited = new();

    public static ActorRegistry For(ActorSystem actorSystem) => actorSystem.WithExtension<ActorRegistry, ActorRegistryExtension>();

    public void Register<TKey>(IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (overwrite) _actors[typeof(TKey)] = actor;
        else if (!_actors.TryAdd(typeof(TKey), actor)) throw new DuplicateActorRegistryException($"An actor is already registered for {typeof(TKey)}.");
        if (_awaited.TryRemove(typeof(TKey), out var waiter)) waiter.TrySetResult(actor);
    }

    public bool TryGet<TKey>(out IActorRef actor)
    {
        var found = _actors.TryGetValue(typeof(TKey), out var known);
        actor = known ?? ActorRefs.Nobody;
        return found;
    }

    public IActorRef Get<TKey>() => TryGet<TKey>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException($"No actor is registered for {typeof(TKey)}.");

    /// <summary>Waits for the actor to be registered.</summary>
    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default)
    {
        var waiter = _awaited.GetOrAdd(typeof(TKey), _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        // looked at after the waiter is in place, so that no registration falls between the two
        if (TryGet<TKey>(out var actor)) waiter.TrySetResult(actor);
        return waiter.Task.WaitAsync(ct);
    }
}

public sealed class ActorRegistryExtension : ExtensionIdProvider<ActorRegistry>
{
    public override ActorRegistry CreateExtension(ExtendedActorSystem system) => new();
}
