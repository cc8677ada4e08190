using Akka.Streams.Supervision;

namespace Akka.Embedded.Streams;

/// <summary>Passes elements on one by one to a fast consumer, and gathers them, up to a weight, while it is slow.</summary>
internal sealed class Batch<TIn, TOut>(long max, Func<TIn, long> weigh, Func<TIn, TOut> seed, Func<TOut, TIn, TOut> add, Decider decider)
    : Supervised<TIn, TOut>(decider)
{
    private TOut _batch = default!;
    private bool _begun;
    private long _left;
    private (TIn Element, long Weight)? _pending;

    internal override void PreStart() => In.Pull();

    public override void OnPush(TIn element)
    {
        var weight = weigh(element);
        if (!_begun) Begin(element, weight);
        else if (weight > _left) _pending = (element, weight);
        else (_batch, _left) = (add(_batch, element), _left - weight);
        if (Out.IsAvailable) Flush();
        if (_pending is null) In.Pull();
    }

    public override void OnPull()
    {
        if (_begun) Flush();
        if (In.IsClosed) OnUpstreamFinish();
        else if (_pending is null) In.Pull();
    }

    public override void OnUpstreamFinish()
    {
        if (!_begun) Out.Complete();
    }

    protected override void Reset() => (_begun, _pending) = (false, null);

    private void Begin(TIn element, long weight) => (_batch, _left, _begun) = (seed(element), max - weight, true);

    private void Flush()
    {
        Out.Push(_batch);
        _begun = false;
        if (_pending is not { } next) return;
        _pending = null;
        Begin(next.Element, next.Weight);
    }
}
