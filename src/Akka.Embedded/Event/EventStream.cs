using Akka.Actor;

namespace Akka.Event;

/// <summary>Hands published objects to those who subscribed to their type or to one that it derives from.</summary>
public class EventStream : LoggingBus
{
    public EventStream(bool debug) => _ = debug;

    public override bool Subscribe(IActorRef subscriber, Type channel)
    {
        if (!base.Subscribe(subscriber, channel)) return false;
        // a subscriber that stops must not be held for ever
        if (subscriber is LocalRef local) local.Cell.OnStop(() => Unsubscribe(subscriber));
        return true;
    }

    public override bool Unsubscribe(IActorRef subscriber, Type channel) => base.Unsubscribe(subscriber, channel);

    public override bool Unsubscribe(IActorRef subscriber) => base.Unsubscribe(subscriber);
}

public abstract class LoggingBus : ActorEventBus<object, Type>
{
    public LogLevel LogLevel { get; private set; } = LogLevel.InfoLevel;

    /// <summary>Takes every log event, beside those who subscribed.</summary>
    internal Action<LogEvent>? Sink { get; set; }

    public void SetLogLevel(LogLevel level) => LogLevel = level;

    private protected override bool Covers(Type classifier, object @event) => classifier.IsInstanceOfType(@event);

    private protected override void Deliver(IActorRef subscriber, object @event) => subscriber.Tell(@event, ActorRefs.NoSender);

    private protected override void Published(object @event)
    {
        if (@event is LogEvent log) Sink?.Invoke(log);
    }
}
