namespace Akka.Actor;

/// <summary>Receive timeout, timers and stash of the actor.</summary>
internal sealed partial class ActorCell
{
    private TimeSpan? _receiveTimeout;
    private ICancelable? _receiveTimer;
    private TimerScheduler? _timers;

    internal ITimerScheduler Timers => _timers ??= new TimerScheduler(this);

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimer?.Cancel();
        _receiveTimer = null;
        _receiveTimeout = timeout;
        // in a handler the clock starts when it ends
        if (timeout is not null && _current.Message is null) StartReceiveTimer();
    }

    internal IStash NewStash() => new CellStash(this, Prepend);

    private void PauseReceiveTimeout(object message)
    {
        if (_receiveTimer is null || message is INotInfluenceReceiveTimeout) return;
        _receiveTimer.Cancel();
        _receiveTimer = null;
    }

    private void RenewReceiveTimeout(object? message)
    {
        if (_receiveTimeout is null || _receiveTimer is not null && message is INotInfluenceReceiveTimeout || _life != Life.Running) return;
        _receiveTimer?.Cancel();
        StartReceiveTimer();
    }

    private void StartReceiveTimer()
    {
        _receiveTimer = new Cancelable(_system.Scheduler);
        _system.Scheduler.ScheduleTellOnce(_receiveTimeout!.Value, _self, Akka.Actor.ReceiveTimeout.Instance, _self, _receiveTimer);
    }
}
