using Akka.Streams;

namespace Akka.Embedded.Streams;

/// <summary>
/// A token bucket: it fills at the rate, holds <paramref name="maximumBurst"/> tokens, and starts full. An element that
/// finds too few waits for them, or fails the stream.
/// </summary>
internal sealed class Throttle<T>(int elements, TimeSpan per, int maximumBurst, ThrottleMode mode) : Linear<T, T>
{
    private readonly double _interval = (double)per.Ticks / elements;
    private StageTimer _timer = null!;
    private double _emptyAt;
    private double _late;
    private T _held = default!;
    private bool _holds;

    internal override void PreStart()
    {
        _timer = new StageTimer(this, OnTime);
        _emptyAt = Interpreter.Now.Ticks - maximumBurst * _interval;
    }

    public override void OnPush(T element)
    {
        double now = Interpreter.Now.Ticks;
        // a full bucket takes no more, but tokens that came while the timer was late are not lost
        var full = now - maximumBurst * _interval;
        if (_emptyAt >= full) _late = 0;
        _emptyAt = Math.Max(_emptyAt, full - _late) + _interval;
        if (_emptyAt <= now) Out.Push(element);
        else if (mode == ThrottleMode.Enforcing) throw new OverflowException("Maximum throttle throughput exceeded");
        else Hold(element, TimeSpan.FromTicks((long)Math.Ceiling(_emptyAt - now)));
    }

    private void Hold(T element, TimeSpan wait)
    {
        (_held, _holds) = (element, true);
        _timer.Set(wait);
    }

    public override void OnUpstreamFinish()
    {
        if (!_holds) Out.Complete();
    }

    protected override void PostStop() => _timer.Dispose();

    private void OnTime()
    {
        _late = (Interpreter.Now - _timer.Due).Ticks;
        Out.Push(_held);
        (_held, _holds) = (default!, false);
        if (In.IsClosed) Out.Complete();
    }
}
