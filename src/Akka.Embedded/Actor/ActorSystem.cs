using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A tree of actors and what they share.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    public Settings Settings { get; private protected init; } = null!;

    public string Name { get; private protected init; } = null!;

    public Serialization.Serialization Serialization { get; private protected init; } = null!;

    public EventStream EventStream { get; private protected init; } = null!;

    public IActorRef DeadLetters { get; private protected init; } = null!;

    public IScheduler Scheduler { get; private protected init; } = null!;

    public ILoggingAdapter Log { get; private protected init; } = null!;

    public abstract Task WhenTerminated { get; }

    public abstract TimeSpan Uptime { get; }

    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    public static ActorSystem Create(string name, Config config) => Create(name, ActorSystemSetup.Create(BootstrapSetup.Create().WithConfig(config)));

    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var system = new ActorSystemImpl(name, setup);
        system.Start();
        return system;
    }

    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract void Stop(IActorRef actor);

    public abstract Task Terminate();

    public abstract void RegisterOnTermination(Action code);

    public abstract object? RegisterExtension(IExtensionId extension);

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Terminate();
    }
}

public abstract class ExtendedActorSystem : ActorSystem
{
    public abstract IActorRef SystemActorOf(Props props, string? name = null);
}
