using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Event;

public abstract class ActorEventBus<TEvent, TClassifier> : EventBus<TEvent, TClassifier, IActorRef>
    where TEvent : notnull
    where TClassifier : notnull;

/// <summary>Those who subscribed, by what they subscribed to.</summary>
public abstract class EventBus<TEvent, TClassifier, TSubscriber>
    where TEvent : notnull
    where TClassifier : notnull
    where TSubscriber : notnull
{
    private readonly Lock _changing = new();
    private ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>> _subscribers =
        ImmutableDictionary<TClassifier, ImmutableHashSet<TSubscriber>>.Empty;

    public virtual bool Subscribe(TSubscriber subscriber, TClassifier classifier) => Change(classifier, all => all.Add(subscriber));

    public virtual bool Unsubscribe(TSubscriber subscriber, TClassifier classifier) => Change(classifier, all => all.Remove(subscriber));

    public virtual bool Unsubscribe(TSubscriber subscriber)
    {
        var changed = false;
        foreach (var classifier in _subscribers.Keys) changed |= Unsubscribe(subscriber, classifier);
        return changed;
    }

    public virtual void Publish(TEvent @event)
    {
        Published(@event);
        var once = default(HashSet<TSubscriber>);
        foreach (var (classifier, subscribers) in _subscribers)
        {
            if (!Covers(classifier, @event)) continue;
            foreach (var subscriber in subscribers)
            {
                if ((once ??= []).Add(subscriber)) Deliver(subscriber, @event);
            }
        }
    }

    private protected abstract bool Covers(TClassifier classifier, TEvent @event);

    private protected abstract void Deliver(TSubscriber subscriber, TEvent @event);

    private protected abstract void Published(TEvent @event);

    private bool Change(TClassifier classifier, Func<ImmutableHashSet<TSubscriber>, ImmutableHashSet<TSubscriber>> change)
    {
        lock (_changing)
        {
            var before = _subscribers.GetValueOrDefault(classifier, []);
            var after = change(before);
            if (ReferenceEquals(before, after)) return false;
            _subscribers = after.IsEmpty ? _subscribers.Remove(classifier) : _subscribers.SetItem(classifier, after);
            return true;
        }
    }
}
