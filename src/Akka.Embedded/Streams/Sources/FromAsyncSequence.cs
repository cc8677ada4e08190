namespace Akka.Embedded.Streams;

/// <summary>Draws from an asynchronous sequence, one element for each demand; cancelling the stream cancels the sequence.</summary>
internal sealed class FromAsyncSequence<T>(Func<IAsyncEnumerable<T>> open) : Origin<T>
{
    private readonly CancellationTokenSource _cancellation = new();
    private IAsyncEnumerator<T> _rest = null!;
    private Task<bool> _step = Task.FromResult(false);

    internal override void PreStart() => _rest = open().GetAsyncEnumerator(_cancellation.Token);

    public override void OnPull()
    {
        _step = _rest.MoveNextAsync().AsTask();
        WhenDone(_step, moved =>
        {
            if (moved.GetAwaiter().GetResult()) Out.Push(_rest.Current);
            else Out.Complete();
        });
    }

    protected override void PostStop()
    {
        _cancellation.Cancel();
        _ = Close();
    }

    private async Task Close()
    {
        await ((Task)_step).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        await _rest.DisposeAsync();
    }
}
