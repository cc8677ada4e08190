namespace Akka.Embedded.Streams;

/// <summary>A stage's alarm clock. It never rings early: a timer of the machine counts in milliseconds, a stream in ticks.</summary>
internal sealed class StageTimer(Stage stage, Action onTime) : Signal(stage), IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private ITimer? _timer;
    private TimeSpan? _due;

    /// <summary>The instant it was last set to, in the stream's time.</summary>
    internal TimeSpan Due { get; private set; }

    internal void Set(TimeSpan after)
    {
        Due = Stage.Interpreter.Now + after;
        _due = Due;
        Arm(after);
    }

    internal void Clear() => _due = null;

    internal override void Run()
    {
        if (_due is not { } due) return;
        var early = due - Stage.Interpreter.Now;
        if (early > TimeSpan.Zero)
        {
            Arm(early < Tick ? early + Tick : early);
            return;
        }
        _due = null;
        onTime();
    }

    public void Dispose()
    {
        Clear();
        _timer?.Dispose();
    }

    private void Arm(TimeSpan after)
    {
        if (_timer is null)
            _timer = Stage.Interpreter.Runtime.Time.CreateTimer(_ => Stage.Interpreter.Post(this), null, after, Timeout.InfiniteTimeSpan);
        else
            _timer.Change(after, Timeout.InfiniteTimeSpan);
    }
}
