using Microsoft.Extensions.Logging;

namespace MlConnector.ServiceNow;

/// <summary>One instance, reached with one set of credentials. Make it once and keep it: it holds the connections and the token.</summary>
public sealed class ServiceNowClient(
    TargetConnection connection, IRequestGate gate, TimeProvider time, ILogger<ServiceNowClient> logger, HttpMessageHandler? handler = null) : IDisposable
{
    public void Dispose() => _ = (connection, gate, time, logger, handler);
}
