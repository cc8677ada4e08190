namespace Akka.Actor;

/// <summary>An actor's timers by key. A message of a timer that was replaced or cancelled is never delivered, even if it is on its way.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ICancelable Schedule)> _active = [];

    public IReadOnlyCollection<object> ActiveTimers => _active.Keys;

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => StartSingleTimer(key, msg, timeout, cell.Self);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender)
    {
        var message = Replace(key, msg, repeats: false);
        _active[key] = (message, cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, message, sender));
    }

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval, cell.Self);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        StartPeriodicTimer(key, msg, initialDelay, interval, cell.Self);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender)
    {
        var message = Replace(key, msg, repeats: true);
        _active[key] = (message, cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, message, sender));
    }

    public bool IsTimerActive(object key) => _active.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_active.Remove(key, out var timer)) timer.Schedule.Cancel();
    }

    public void CancelAll()
    {
        foreach (var (_, schedule) in _active.Values) schedule.Cancel();
        _active.Clear();
    }

    internal bool Accepts(TimerMessage message)
    {
        if (!_active.TryGetValue(message.Key, out var timer) || !ReferenceEquals(timer.Message, message)) return false;
        if (!message.Repeats) _active.Remove(message.Key);
        return true;
    }

    private TimerMessage Replace(object key, object msg, bool repeats)
    {
        Cancel(key);
        return new TimerMessage(key, msg, repeats);
    }
}

internal sealed record TimerMessage(object Key, object Message, bool Repeats) : INoSerializationVerificationNeeded, Event.IDeadLetterSuppression;
