using Akka.Embedded;

namespace Akka.Actor;

/// <summary>The scheduler of a system: its time and its timers are the runtime's.</summary>
internal sealed class EngineScheduler(EngineRuntime runtime) : IScheduler, IAdvancedScheduler, IDisposable
{
    private readonly long _started = runtime.Time.GetTimestamp();
    private volatile bool _stopped;

    public IAdvancedScheduler Advanced => this;

    public DateTimeOffset Now => runtime.Time.GetUtcNow();

    public TimeSpan MonotonicClock => runtime.Time.GetElapsedTime(_started);

    public TimeSpan HighResMonotonicClock => MonotonicClock;

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(delay, null, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Schedule(delay, null, action, cancelable);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) => ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, action, cancelable);

    public void Dispose() => _stopped = true;

    private void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } i) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(i, TimeSpan.Zero, nameof(interval));
        if (_stopped) return;
        if (delay == TimeSpan.Zero && interval is null)
        {
            if (cancelable?.IsCancellationRequested != true) action();
            return;
        }
        var entry = new Entry(this, action, cancelable, interval is null);
        entry.Start(runtime.Time.CreateTimer(static e => ((Entry)e!).Fire(), entry, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), delay, interval);
    }

    private sealed class Entry(EngineScheduler scheduler, Action action, ICancelable? cancelable, bool once)
    {
        private ITimer? _timer;

        internal void Start(ITimer timer, TimeSpan delay, TimeSpan? interval)
        {
            _timer = timer;
            timer.Change(delay, interval ?? Timeout.InfiniteTimeSpan);
            (cancelable as Cancelable)?.OnCancel(timer.Dispose);
        }

        internal void Fire()
        {
            if (cancelable?.IsCancellationRequested == true || scheduler._stopped)
            {
                _timer?.Dispose();
                return;
            }
            if (once) _timer?.Dispose();
            action();
        }
    }
}
