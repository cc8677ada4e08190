using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MlConnector.Actors.ReadSide;

namespace MlConnector.Node.Health;

/// <summary>The read side follows the journal. Being behind is normal; standing still while behind is not.</summary>
internal sealed class ReadSideCheck(ReadStore store, ReadSideWriter readSide, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private (long Position, DateTimeOffset Since) _seen = (-1, DateTimeOffset.MinValue);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
    {
        try
        {
            var position = await readSide.PositionAsync(ct);
            await using var connection = await store.OpenAsync(ct);
            var behind = await connection.ExecuteScalarAsync<long?>("SELECT MAX(ordering) FROM journal") is { } last && last > position;
            var now = time.GetUtcNow();
            if (position != _seen.Position || !behind) _seen = (position, now);
            return now - _seen.Since > Patience
                ? HealthCheckResult.Unhealthy($"It has stood at event {position} since {_seen.Since:u}, while the journal goes on. The log says why.")
                : HealthCheckResult.Healthy(behind ? $"At event {position}, catching up." : $"At event {position}, the journal's last.");
        }
        catch (DbException e)
        {
            return HealthCheckResult.Unhealthy($"It cannot be read: {e.Message}");
        }
    }
}
