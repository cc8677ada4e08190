namespace Akka.Embedded.Streams;

/// <summary>Emits at an interval; a tick that nobody asks for is dropped.</summary>
internal sealed class TickSource<T>(TimeSpan initialDelay, TimeSpan interval, T tick) : Origin<T>
{
    private StageTimer _timer = null!;

    internal override void PreStart()
    {
        _timer = new StageTimer(this, OnTime);
        _timer.Set(initialDelay);
    }

    public override void OnPull() { }

    protected override void PostStop() => _timer.Dispose();

    private void OnTime()
    {
        var late = Interpreter.Now - _timer.Due;
        _timer.Set(late < interval ? interval - late : TimeSpan.Zero);
        if (Out.IsAvailable) Out.Push(tick);
    }
}
