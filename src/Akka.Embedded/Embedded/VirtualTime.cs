namespace Akka.Embedded;

/// <summary>The clock of a <see cref="SimulatedRuntime"/>; its timers queue work, they never run on a thread of their own.</summary>
internal sealed class VirtualTime(DateTimeOffset start, SimulatedRuntime runtime) : TimeProvider
{
    private readonly PriorityQueue<Timer, (long Due, long Order)> _timers = new();
    private DateTimeOffset _now = start;
    private long _order;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer that is due by <paramref name="end"/> and queues its work; false when there is none.</summary>
    internal bool FireNext(DateTimeOffset end)
    {
        while (_timers.TryPeek(out var timer, out var at) && at.Due <= end.Ticks)
        {
            _timers.Dequeue();
            if (timer.Order != at.Order) continue; // changed or disposed since it was queued
            MoveTo(new DateTimeOffset(at.Due, TimeSpan.Zero));
            timer.Fire();
            return true;
        }
        return false;
    }

    private void Run(Action callback) => runtime.Execute(new SimulatedRuntime.Step(callback));

    internal void MoveTo(DateTimeOffset instant)
    {
        if (instant > _now) _now = instant.ToUniversalTime();
    }

    private sealed class Timer(VirtualTime time, Action callback) : ITimer
    {
        private TimeSpan _period;

        internal long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Order = ++time._order;
            if (dueTime >= TimeSpan.Zero) time._timers.Enqueue(this, ((time._now + dueTime).UtcTicks, Order));
            return true;
        }

        internal void Fire()
        {
            if (_period > TimeSpan.Zero) Change(_period, _period);
            time.Run(callback);
        }

        public void Dispose() => Order = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
