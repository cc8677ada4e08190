using System.Collections;
using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Hosting;

public interface IReadOnlyActorRegistry : IEnumerable<KeyValuePair<Type, IActorRef>>
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
        if (!TryRegister<TKey>(actor, overwrite))
            throw new DuplicateActorRegistryException($"An actor is already registered for {typeof(TKey)}.");
    }

    public bool TryRegister<TKey>(IActorRef actor, bool overwrite = false) => TryRegister(typeof(TKey), actor, overwrite);

    public bool TryRegister(Type key, IActorRef actor, bool overwrite = false)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (overwrite) _actors[key] = actor;
        else if (!_actors.TryAdd(key, actor)) return false;
        if (_awaited.TryRemove(key, out var waiter)) waiter.TrySetResult(actor);
        return true;
    }

    public bool TryGet<TKey>(out IActorRef actor) => TryGet(typeof(TKey), out actor);

    public bool TryGet(Type key, out IActorRef actor)
    {
        var found = _actors.TryGetValue(key, out var known);
        actor = known ?? ActorRefs.Nobody;
        return found;
    }

    public IActorRef Get<TKey>() => TryGet<TKey>(out var actor)
        ? actor
        : throw new MissingActorRegistryEntryException($"No actor is registered for {typeof(TKey)}.");

    public Task<IActorRef> GetAsync<TKey>(CancellationToken ct = default) => GetAsync(typeof(TKey), ct);

    /// <summary>Waits for the actor to be registered.</summary>
    public Task<IActorRef> GetAsync(Type key, CancellationToken ct = default)
    {
        var waiter = _awaited.GetOrAdd(key, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        // looked at after the waiter is in place, so that no registration falls between the two
        if (!TryGet(key, out var actor)) return waiter.Task.WaitAsync(ct);
        _awaited.TryRemove(key, out _);
        waiter.TrySetResult(actor);
        return Task.FromResult(actor);
    }

    public IEnumerator<KeyValuePair<Type, IActorRef>> GetEnumerator() => _actors.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public sealed class ActorRegistryExtension : ExtensionIdProvider<ActorRegistry>
{
    public override ActorRegistry CreateExtension(ExtendedActorSystem system) => new();
}
