using Akka.Event;

namespace Akka.Actor;

public interface IAutoReceivedMessage;

public interface INotInfluenceReceiveTimeout;

public interface INoSerializationVerificationNeeded;

/// <summary>Stops the actor when it comes to this message.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IDeadLetterSuppression
{
    private PoisonPill() { }

    public static PoisonPill Instance { get; } = new();
}

public sealed class ReceiveTimeout
{
    private ReceiveTimeout() { }

    public static ReceiveTimeout Instance { get; } = new();
}

/// <summary>A watched actor has stopped.</summary>
public sealed class Terminated : IAutoReceivedMessage, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    internal Terminated(IActorRef actorRef, bool existenceConfirmed) => (ActorRef, ExistenceConfirmed) = (actorRef, existenceConfirmed);

    public IActorRef ActorRef { get; }

    public bool ExistenceConfirmed { get; }

    public override string ToString() => $"<Terminated>: {ActorRef}";
}

public sealed class Identify(object? messageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    public object? MessageId { get; } = messageId;
}

public sealed class ActorIdentity(object? messageId, IActorRef? subject)
{
    public object? MessageId { get; } = messageId;

    /// <summary>Null where there is no such actor.</summary>
    public IActorRef? Subject { get; } = subject;
}

/// <summary>An answer that says how something ended.</summary>
public abstract class Status
{
    public sealed class Failure(Exception cause) : Status
    {
        public readonly Exception Cause = cause;

        public override string ToString() => $"Failure: {Cause}";
    }
}
