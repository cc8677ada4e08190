using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Serialization;
using Compliance.Stores;

namespace Compliance.Persistence;

/// <summary>What the suites share: a store, an actor system on it, and a way to start a second system on the same store.</summary>
public abstract class PersistenceSuite : Akka.TestKit.Xunit2.TestKit
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TestStore _store;

    protected PersistenceSuite(TestStore store) : this(store, Config.Empty) { }

    protected PersistenceSuite(TestStore store, Config more) : base(Setup(store, more)) => _store = store;

    private static ActorSystemSetup Setup(TestStore store, Config more) => ActorSystemSetup.Create(
        BootstrapSetup.Create().WithConfig(more.WithFallback(store.Config)),
        SerializationSetup.Create(system => [SerializerDetails.Create("text", new TextSerializer(system), [typeof(IText)])]));

    protected string NewId() => $"talker-{Guid.NewGuid():N}";

    protected IActorRef Start(string id, IActorRef? observer = null) => Sys.ActorOf(Props.Create(() => new Talker(id, observer ?? TestActor)));

    /// <summary>Stops the actor and starts another one for the same persistence id.</summary>
    protected async Task<IActorRef> Restarted(IActorRef actor, string id)
    {
        await StopAsync(actor);
        return Start(id);
    }

    protected async Task StopAsync(IActorRef actor)
    {
        await WatchAsync(actor);
        Sys.Stop(actor);
        await ExpectTerminatedAsync(actor, Patience);
        await UnwatchAsync(actor);
    }

    protected Task<string[]> HeardBy(IActorRef actor) => actor.Ask<string[]>(Talker.Tell.Instance, Patience);

    protected override void AfterAll()
    {
        base.AfterAll();
        _store.Dispose();
    }
}
