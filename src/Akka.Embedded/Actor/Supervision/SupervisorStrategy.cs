namespace Akka.Actor;

public enum Directive
{
    Resume,
    Restart,
    Escalate,
    Stop,
}

public interface IDecider
{
    Directive Decide(Exception cause);
}

/// <summary>What a parent does about the failures of its children.</summary>
public abstract class SupervisorStrategy
{
    public static readonly IDecider DefaultDecider = new LocalOnlyDecider(cause =>
        cause is ActorInitializationException or ActorKilledException or DeathPactException ? Directive.Stop : Directive.Restart);

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; } = true;

    internal Directive Decide(ActorSystemImpl system, ChildStats child, Exception cause)
    {
        var directive = Limit(Decider.Decide(cause), child, system.Runtime.Time.GetUtcNow());
        if (LoggingEnabled && directive != Directive.Escalate) system.LogError(cause, child.Ref.Path, $"failed; directive {directive}");
        return directive;
    }

    /// <summary>Turns a restart into a stop where there were too many.</summary>
    internal abstract Directive Limit(Directive directive, ChildStats child, DateTimeOffset now);
}

public class LocalOnlyDecider(Func<Exception, Directive> decider) : IDecider
{
    public Directive Decide(Exception cause) => decider(cause);
}
