namespace MlConnector.QuickBooks.Limits;

/// <summary>
/// Holds a company's calls to its limits on an exact moving window, first come, first served. A call counts from its start
/// until a whole window after its answer: wherever in between QuickBooks counted it, its own window never holds more than ours.
/// </summary>
internal sealed class RealmGate
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly CallLimits _limits;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _inFlight;
    private readonly SemaphoreSlim _first = new(1, 1);
    private readonly Lock _lock = new();
    private readonly long _begun;
    private readonly Queue<TimeSpan> _answered = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _closedUntil = TimeSpan.MinValue;
    private int _running;
    private int _metered;

    public RealmGate(CallLimits limits, TimeProvider time) =>
        (_limits, _time, _inFlight, _begun) = (limits, time, new SemaphoreSlim(limits.InFlight, limits.InFlight), time.GetTimestamp());

    /// <summary>Waits until a call may start; disposing of the pass says that it was answered.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _inFlight.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            await _first.WaitAsync(ct).ConfigureAwait(false);
            try
            {
                while (TryStart() is { } wait) await WaitAsync(wait, ct).ConfigureAwait(false);
            }
            finally
            {
                _first.Release();
            }
        }
        catch
        {
            _inFlight.Release();
            throw;
        }
        return new Pass(this);
    }

    // not the time of day: that is set back at times, and calls would wait for it to come again
    private TimeSpan Now => _time.GetElapsedTime(_begun);

    public int Metered => Volatile.Read(ref _metered);

    public void Meter() => Interlocked.Increment(ref _metered);

    public int TakeMetered() => Interlocked.Exchange(ref _metered, 0);

    /// <summary>No call starts before then.</summary>
    public void Close(TimeSpan wait)
    {
        lock (_lock)
        {
            var until = Now + wait;
            if (until > _closedUntil) _closedUntil = until;
        }
    }

    /// <summary>Nothing when the call has started, else when to look again and what may change it before.</summary>
    private (TimeSpan Delay, Task Moved)? TryStart()
    {
        lock (_lock)
        {
            var now = Now;
            while (_answered.TryPeek(out var oldest) && oldest + Minute <= now) _answered.Dequeue();
            var opens = Latest(_closedUntil, OpensAt(_limits.PerMinute, Minute, _answered.Count), OpensAt(_limits.PerSecond, Second, _answered.Count(at => at + Second > now)));
            if (opens <= now)
            {
                _running++;
                return null;
            }
            return (opens == TimeSpan.MaxValue ? Timeout.InfiniteTimeSpan : opens - now, _moved.Task);
        }
    }

    /// <summary>When a window has room; the far end of time where only an answer can make it.</summary>
    private TimeSpan OpensAt(int limit, TimeSpan window, int answered)
    {
        var tooMany = _running + answered - limit + 1;
        return tooMany <= 0 ? TimeSpan.MinValue
            : tooMany > answered ? TimeSpan.MaxValue
            : _answered.ElementAt(_answered.Count - answered + tooMany - 1) + window;
    }

    private async Task WaitAsync((TimeSpan Delay, Task Moved) wait, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // whole milliseconds upwards: a timer that fires early would only be set again
        var delay = wait.Delay == Timeout.InfiniteTimeSpan ? wait.Delay : TimeSpan.FromMilliseconds(Math.Ceiling(wait.Delay.TotalMilliseconds));
        await Task.WhenAny(wait.Moved, Task.Delay(delay, _time, either.Token)).ConfigureAwait(false);
        await either.CancelAsync().ConfigureAwait(false);
        ct.ThrowIfCancellationRequested();
    }

    private void Answered()
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            _running--;
            _answered.Enqueue(Now);
            (moved, _moved) = (_moved, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        _inFlight.Release();
        moved.SetResult();
    }

    private static TimeSpan Latest(TimeSpan a, TimeSpan b, TimeSpan c) => a > b ? (a > c ? a : c) : b > c ? b : c;

    private sealed class Pass(RealmGate gate) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0) gate.Answered();
        }
    }
}
