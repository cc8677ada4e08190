namespace Akka.Actor;

/// <summary>Cancels what was scheduled with it.</summary>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private CancellationTokenSource? _source;
    private Action? _cancel;
    private volatile bool _cancelled;

    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced) { }

    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    public bool IsCancellationRequested => _cancelled;

    public CancellationToken Token
    {
        get
        {
            var source = Volatile.Read(ref _source) ?? Interlocked.CompareExchange(ref _source, new(), null) ?? _source!;
            if (_cancelled) source.Cancel();
            return source.Token;
        }
    }

    public void Cancel() => Cancel(false);

    public void Cancel(bool throwOnFirstException)
    {
        _cancelled = true;
        Interlocked.Exchange(ref _cancel, null)?.Invoke();
        Volatile.Read(ref _source)?.Cancel(throwOnFirstException);
    }

    public void Dispose() => Dispose(true);

    protected virtual void Dispose(bool disposing) => _source?.Dispose();

    /// <summary>What ends the schedule itself, so that a cancelled one holds nothing until it would have been due.</summary>
    internal void OnCancel(Action cancel)
    {
        _cancel = cancel;
        if (_cancelled) Interlocked.Exchange(ref _cancel, null)?.Invoke();
    }
}
