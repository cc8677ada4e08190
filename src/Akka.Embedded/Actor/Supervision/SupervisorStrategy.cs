namespace Akka.Actor;

public enum Directive
{
    Resume,
    Restart,
    Escalate,
    Stop,
}

/// <summary>What a parent does about the failures of its children.</summary>
public abstract class SupervisorStrategy
{
    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(cause =>
        cause is ActorInitializationException or DeathPactException ? Directive.Stop : Directive.Restart);

    /// <summary>A restart becomes a stop where there were too many.</summary>
    internal abstract Directive Decide(ChildStats child, Exception cause, DateTimeOffset now);
}
