namespace Akka.Actor;

public readonly struct Envelope(object message, IActorRef sender)
{
    public object Message { get; } = message;

    public IActorRef Sender { get; } = sender;

    public override string ToString() => $"<{Message}> from {Sender}";
}
