using Akka.Actor;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlConnector.Node.Health;

internal sealed class ActorSystemCheck(ActorSystem system) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct) => Task.FromResult(
        system.WhenTerminated.IsCompleted ? HealthCheckResult.Unhealthy("It has ended; the process must be started again.") : HealthCheckResult.Healthy($"Up for {system.Uptime:d\\.hh\\:mm\\:ss}."));
}
