using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Event;

public abstract class EventBus<TEvent, TClassifier, TSubscriber>
{
    private protected EventBus() { }

    public void Publish(TEvent @event) => Deliver(@event);

    private protected abstract void Deliver(TEvent @event);
}

/// <summary>Hands published objects to those who subscribed to their type or to one that it derives from.</summary>
public class EventStream : EventBus<object, Type, IActorRef>
{
    private readonly Lock _changing = new();
    private ImmutableDictionary<Type, ImmutableHashSet<IActorRef>> _subscribers = ImmutableDictionary<Type, ImmutableHashSet<IActorRef>>.Empty;

    internal EventStream() { }

    internal LogLevel LogLevel { get; set; } = LogLevel.InfoLevel;

    /// <summary>Takes every log event, beside those who subscribed.</summary>
    internal Action<LogEvent>? Sink { get; set; }

    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        if (!Change(channel, all => all.Add(subscriber))) return false;
        // a subscriber that stops must not be held for ever
        if (subscriber is LocalRef local) local.Cell.OnStop(() => Unsubscribe(subscriber));
        return true;
    }

    public bool Unsubscribe(IActorRef subscriber, Type channel) => Change(channel, all => all.Remove(subscriber));

    public bool Unsubscribe(IActorRef subscriber)
    {
        var changed = false;
        foreach (var channel in _subscribers.Keys) changed |= Unsubscribe(subscriber, channel);
        return changed;
    }

    private protected override void Deliver(object @event)
    {
        if (@event is LogEvent log) Write(log);
        var once = default(HashSet<IActorRef>);
        foreach (var (channel, subscribers) in _subscribers)
        {
            if (!channel.IsInstanceOfType(@event)) continue;
            foreach (var subscriber in subscribers)
                if ((once ??= []).Add(subscriber)) subscriber.Tell(@event, ActorRefs.NoSender);
        }
    }

    // whoever logs goes on, wherever the log went: a host may dispose of its loggers before the last actor has ended
    private void Write(LogEvent log)
    {
        try
        {
            Sink?.Invoke(log);
        }
        catch (Exception e)
        {
            Console.Error.WriteLine($"{log}{Environment.NewLine}It could not be logged: {e.Message}");
        }
    }

    private bool Change(Type channel, Func<ImmutableHashSet<IActorRef>, ImmutableHashSet<IActorRef>> change)
    {
        lock (_changing)
        {
            var before = _subscribers.GetValueOrDefault(channel, []);
            var after = change(before);
            if (ReferenceEquals(before, after)) return false;
            _subscribers = after.IsEmpty ? _subscribers.Remove(channel) : _subscribers.SetItem(channel, after);
            return true;
        }
    }
}
