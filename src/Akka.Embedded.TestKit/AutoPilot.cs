using Akka.Actor;

namespace Akka.TestKit;

public delegate AutoPilot AutoPilotDelegate(IActorRef sender, object message);

/// <summary>What a test actor does with each message by itself, before the test looks at it; returns who flies on.</summary>
public abstract class AutoPilot
{
    public abstract AutoPilot Run(IActorRef sender, object message);
}

public sealed class NoAutoPilot : AutoPilot
{
    private NoAutoPilot() { }

    public static readonly NoAutoPilot Instance = new();

    public override AutoPilot Run(IActorRef sender, object message) => this;
}

public sealed class KeepRunning : AutoPilot
{
    private KeepRunning() { }

    public static readonly KeepRunning Instance = new();

    public override AutoPilot Run(IActorRef sender, object message) =>
        throw new InvalidOperationException("KeepRunning is an answer of an auto-pilot, not an auto-pilot.");
}

public sealed class DelegateAutoPilot(AutoPilotDelegate autoPilotDelegate) : AutoPilot
{
    public override AutoPilot Run(IActorRef sender, object message) => autoPilotDelegate(sender, message);
}
