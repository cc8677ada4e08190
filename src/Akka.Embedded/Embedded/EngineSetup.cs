using Akka.Actor.Setup;

namespace Akka.Embedded;

/// <summary>Chooses the runtime of an actor system; without it that is the machine's.</summary>
public sealed class EngineSetup(EngineRuntime runtime) : Setup
{
    public EngineRuntime Runtime { get; } = runtime;
}
