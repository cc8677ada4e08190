using MlConnector.ServiceNow;

namespace MlConnector.Actors.Reconciliation;

/// <summary>One request at a time and never more a second than the connection allows: who compares books may take the time.</summary>
internal sealed class PacedGate(int requestsPerSecond, TimeProvider time) : IRequestGate, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly TimeSpan _pace = TimeSpan.FromSeconds(1) / requestsPerSecond;
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_next - time.GetUtcNow() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, ct);
            _next = time.GetUtcNow() + _pace;
            return await request(ct);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
