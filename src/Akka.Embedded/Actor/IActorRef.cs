namespace Akka.Actor;

public interface ICanTell
{
    void Tell(object message, IActorRef sender);
}

/// <summary>The handle of an actor; all that anybody ever holds of it.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>
{
    ActorPath Path { get; }
}

public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Sends from the actor that runs here; from nobody outside of one.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, Current.SelfOrNoSender);

    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, Current.Cell?.Sender ?? ActorRefs.NoSender);
}

public static class ActorRefs
{
    public static readonly IActorRef NoSender = null!;

    public static readonly Nobody Nobody = Akka.Actor.Nobody.Instance;
}

public abstract class ActorRefBase : IActorRef
{
    public abstract ActorPath Path { get; }

    public void Tell(object message, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        TellInternal(message, sender);
    }

    protected abstract void TellInternal(object message, IActorRef sender);

    public int CompareTo(IActorRef? other) =>
        other is null ? 1 : string.CompareOrdinal(Path.ToSerializationFormat(), other.Path.ToSerializationFormat());

    public virtual bool Equals(IActorRef? other) =>
        ReferenceEquals(this, other) || (other is not null && Path.Uid == other.Path.Uid && Path.Equals(other.Path));

    public override bool Equals(object? obj) => obj is IActorRef other && Equals(other);

    public override int GetHashCode() => Path.GetHashCode() ^ Path.Uid.GetHashCode();

    public override string ToString() => Path.Uid == ActorPath.NoUid ? $"[{Path}]" : $"[{Path}#{Path.Uid}]";
}
