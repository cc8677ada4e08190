namespace MlConnector.ServiceNow.Checks;

/// <summary>Lets two requests through at once, or one: checks are to disturb nobody who works with the instance.</summary>
public sealed class PairGate(int atOnce) : IRequestGate, IDisposable
{
    private const int Most = 2;

    private readonly SemaphoreSlim _free = new(Math.Clamp(atOnce, 1, Most));

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct)
    {
        await _free.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            return await request(ct).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose() => _free.Dispose();
}
