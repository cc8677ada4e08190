using Akka.Event;

namespace Akka.Actor;

public interface IAutoReceivedMessage;

/// <summary>May be harmful where it comes from outside: not taken from other systems.</summary>
public interface IPossiblyHarmful;

public interface INotInfluenceReceiveTimeout;

public interface INoSerializationVerificationNeeded;

/// <summary>Stops the actor when it comes to this message.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill() { }

    public static PoisonPill Instance { get; } = new();
}

/// <summary>Makes the actor fail when it comes to this message.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill() { }

    public static Kill Instance { get; } = new();
}

public sealed class ReceiveTimeout : IPossiblyHarmful
{
    private ReceiveTimeout() { }

    public static ReceiveTimeout Instance { get; } = new();
}

/// <summary>A watched actor has stopped.</summary>
public sealed class Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded, IEquatable<Terminated>
{
    public IActorRef ActorRef { get; } = actorRef;

    public bool ExistenceConfirmed { get; } = existenceConfirmed;

    public bool AddressTerminated { get; } = addressTerminated;

    public bool Equals(Terminated? other) => other is not null && ActorRef.Equals(other.ActorRef);

    public override bool Equals(object? obj) => Equals(obj as Terminated);

    public override int GetHashCode() => ActorRef.GetHashCode();

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
    public sealed class Success(object? status) : Status
    {
        public readonly object? Status = status;
    }

    public sealed class Failure : Status
    {
        public Failure(Exception cause)
            : this(cause, null) { }

        public Failure(Exception cause, object? state) => (Cause, State) = (cause, state);

        public readonly Exception Cause;

        public readonly object? State;

        public override string ToString() => $"Failure: {Cause}";
    }
}
