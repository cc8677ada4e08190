namespace Akka.Actor;

/// <summary>An actor's timers by key. A message of a timer that was replaced or cancelled is never delivered, even if it is on its way.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, (TimerMessage Message, ICancelable Schedule)> _active = [];

    public IReadOnlyCollection<object> ActiveTimers => _active.Keys;

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, null);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => Start(key, msg, interval, interval);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) => Start(key, msg, initialDelay, interval);

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

    private void Start(object key, object msg, TimeSpan delay, TimeSpan? interval)
    {
        Cancel(key);
        var message = new TimerMessage(key, msg, interval is not null);
        var schedule = new Cancelable(cell.System.Scheduler);
        _active[key] = (message, schedule);
        if (interval is { } every) cell.System.Scheduler.ScheduleTellRepeatedly(delay, every, cell.Self, message, cell.Self, schedule);
        else cell.System.Scheduler.ScheduleTellOnce(delay, cell.Self, message, cell.Self, schedule);
    }
}

internal sealed record TimerMessage(object Key, object Message, bool Repeats) : Event.IDeadLetterSuppression;
