using Akka.Embedded;

namespace Akka.Actor;

/// <summary>The scheduler of a system: its time and its timers are the runtime's.</summary>
internal sealed class EngineScheduler(EngineRuntime runtime) : IScheduler, IAdvancedScheduler, IDisposable
{
    private volatile bool _stopped;

    public IAdvancedScheduler Advanced => this;

    public DateTimeOffset Now => runtime.Time.GetUtcNow();

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(delay, null, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) =>
        Schedule(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable? cancelable) => Schedule(delay, null, action, cancelable);

    public void Dispose() => _stopped = true;

    private void Schedule(TimeSpan delay, TimeSpan? interval, Action action, ICancelable? cancelable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        if (interval is { } i) ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(i, TimeSpan.Zero, nameof(interval));
        if (delay == TimeSpan.Zero && interval is null)
        {
            if (!IsOver()) action();
            return;
        }
        ITimer timer = null!;
        timer = runtime.Time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(delay, interval ?? Timeout.InfiniteTimeSpan);
        // a schedule that was cancelled holds nothing until it would have been due
        (cancelable as Cancelable)?.Token.UnsafeRegister(_ => timer.Dispose(), null);

        bool IsOver() => _stopped || cancelable?.IsCancellationRequested == true;

        void Fire()
        {
            if (interval is null || IsOver()) timer.Dispose();
            if (!IsOver()) action();
        }
    }
}
