using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>A scheduler whose time moves only when the test says so: <c>akka.scheduler.implementation</c>.</summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Item, (DateTimeOffset Due, long Order)> _items = new();
    private DateTimeOffset _now = DateTimeOffset.UtcNow;
    private long _order;

    public TestScheduler(Config schedulerConfig, ILoggingAdapter log) { }

    public DateTimeOffset Now => _now;

    public IAdvancedScheduler Advanced => this;

    /// <summary>Moves time on, running all that becomes due, each at its own instant.</summary>
    public void Advance(TimeSpan offset) => AdvanceTo(_now + offset);

    public void AdvanceTo(DateTimeOffset when)
    {
        if (when < _now) throw new InvalidOperationException("Time does not go back.");
        while (NextUntil(when) is { } due) due();
        _now = when;
    }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Add(delay, null, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Add(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Add(delay, null, action, cancelable);

    private void Add(TimeSpan delay, TimeSpan? interval, Action run, ICancelable? cancelable)
    {
        lock (_lock) _items.Enqueue(new Item(run, interval, cancelable), (_now + delay, _order++));
    }

    private Action? NextUntil(DateTimeOffset end)
    {
        lock (_lock)
        {
            while (_items.TryPeek(out var item, out var at) && at.Due <= end)
            {
                _items.Dequeue();
                if (item.Cancelable?.IsCancellationRequested == true) continue;
                if (at.Due > _now) _now = at.Due;
                if (item.Interval is { } interval) _items.Enqueue(item, (at.Due + interval, _order++));
                return item.Run;
            }
            return null;
        }
    }

    private sealed record Item(Action Run, TimeSpan? Interval, ICancelable? Cancelable);
}
