using Akka.Streams.Supervision;
using Akka.Util;

namespace Akka.Embedded.Streams;

/// <summary>Passes elements on one by one to a fast consumer, and gathers so many of them while it is slow.</summary>
internal sealed class Batch<TIn, TOut>(long max, Func<TIn, TOut> seed, Func<TOut, TIn, TOut> add, Decider decider) : Supervised<TIn, TOut>(decider)
{
    private TOut _batch = default!;
    private long _count;
    private Option<TIn> _pending;

    internal override void PreStart() => In.Pull();

    public override void OnPush(TIn element)
    {
        if (_count == 0) Begin(element);
        else if (_count == max) _pending = element;
        else (_batch, _count) = (add(_batch, element), _count + 1);
        if (Out.IsAvailable) Flush();
        if (!_pending.HasValue) In.Pull();
    }

    public override void OnPull()
    {
        if (_count > 0) Flush();
        if (In.IsClosed) OnUpstreamFinish();
        else if (!_pending.HasValue) In.Pull();
    }

    public override void OnUpstreamFinish()
    {
        if (_count == 0) Out.Complete();
    }

    protected override void Reset() => (_count, _pending) = (0, default);

    private void Begin(TIn element) => (_batch, _count) = (seed(element), 1);

    private void Flush()
    {
        Out.Push(_batch);
        _count = 0;
        if (!_pending.HasValue) return;
        Begin(_pending.Value);
        _pending = default;
    }
}
