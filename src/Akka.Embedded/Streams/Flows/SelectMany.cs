using Akka.Streams.Supervision;

namespace Akka.Embedded.Streams;

/// <summary>What a stream has of its own: what it emits first, for each element, and last.</summary>
internal sealed record Machine<TIn, TOut>(Func<TIn, IEnumerable<TOut>> Map, Func<IEnumerable<TOut>>? End = null, IEnumerable<TOut>? First = null);

/// <summary>Emits the elements of a sequence for each element, and asks for the next only when the sequence is at its end.</summary>
internal sealed class SelectMany<TIn, TOut>(Func<Machine<TIn, TOut>> make, Decider decider) : Supervised<TIn, TOut>(decider)
{
    private Machine<TIn, TOut> _machine = make();
    private IEnumerator<TOut>? _rest;

    internal override void PreStart() => Begin(_machine.First);

    public override void OnPush(TIn element)
    {
        Begin(_machine.Map(element));
        OnPull();
    }

    public override void OnPull()
    {
        if (_rest is null)
        {
            In.Pull();
            return;
        }
        Out.Push(_rest.Current);
        Advance();
        if (_rest is null && In.IsClosed) OnUpstreamFinish();
    }

    public override void OnUpstreamFinish()
    {
        if (_rest is not null) return;
        var end = _machine.End;
        _machine = _machine with { End = null };
        Begin(end?.Invoke());
        if (_rest is null) Out.Complete();
        else if (Out.IsAvailable) OnPull();
    }

    protected override void Reset() => _machine = make();

    protected override void AfterFault()
    {
        Drop();
        if (Out.IsAvailable || In.IsClosed) base.AfterFault();
    }

    protected override void PostStop() => Drop();

    private void Begin(IEnumerable<TOut>? sequence)
    {
        if (sequence is null) return;
        _rest = sequence.GetEnumerator();
        Advance();
    }

    // one element ahead, so that the stream completes with its last element
    private void Advance()
    {
        if (!_rest!.MoveNext()) Drop();
    }

    private void Drop()
    {
        _rest?.Dispose();
        _rest = null;
    }
}
