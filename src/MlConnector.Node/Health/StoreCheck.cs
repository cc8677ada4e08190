using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MlConnector.Actors.ReadSide;

namespace MlConnector.Node.Health;

internal sealed class StoreCheck(ReadStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
    {
        try
        {
            await using var connection = await store.OpenAsync(ct);
            await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM projection");
            return HealthCheckResult.Healthy("It answers.");
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy($"It cannot be read: {e.Message}");
        }
    }
}
