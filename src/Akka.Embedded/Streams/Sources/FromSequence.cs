namespace Akka.Embedded.Streams;

/// <summary>Looks one element ahead, so that the stream completes with its last element.</summary>
internal sealed class FromSequence<T>(Func<IEnumerator<T>> open) : Origin<T>
{
    private IEnumerator<T>? _rest;

    internal override void PreStart()
    {
        _rest = open();
        CompleteAtEnd();
    }

    public override void OnPull()
    {
        Out.Push(_rest!.Current);
        CompleteAtEnd();
    }

    protected override void PostStop() => _rest?.Dispose();

    private void CompleteAtEnd()
    {
        if (!_rest!.MoveNext()) Out.Complete();
    }
}
