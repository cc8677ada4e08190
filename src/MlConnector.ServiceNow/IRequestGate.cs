namespace MlConnector.ServiceNow;

/// <summary>Through here goes every HTTP request to an instance, so that its owner decides when and how many at once.</summary>
public interface IRequestGate
{
    /// <summary>Runs one request; one call is one request on the wire.</summary>
    Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct);
}

/// <summary>Lets every request through at once.</summary>
public sealed class OpenGate : IRequestGate
{
    public static readonly OpenGate Instance = new();

    private OpenGate() { }

    public Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken ct) => request(ct);
}
