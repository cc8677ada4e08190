using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlConnector.Node.Health;

/// <summary>Whether the process is to be left alone (live), and whether it can do its work (ready).</summary>
internal static class HealthEndpoints
{
    public const string Live = "live";

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", Options(check => check.Tags.Contains(Live)));
        app.MapHealthChecks("/health/ready", Options(_ => true));
    }

    private static HealthCheckOptions Options(Func<HealthCheckRegistration, bool> predicate) => new() { Predicate = predicate, ResponseWriter = WriteAsync };

    private static Task WriteAsync(HttpContext context, HealthReport report) => TypedResults
        .Json(
            new HealthAnswer(
                report.Status == HealthStatus.Healthy,
                [.. report.Entries.Select(e => new HealthCheckAnswer(e.Key, e.Value.Status == HealthStatus.Healthy, e.Value.Description))]),
            statusCode: context.Response.StatusCode)
        .ExecuteAsync(context);
}

internal sealed record HealthAnswer(bool Ok, IReadOnlyList<HealthCheckAnswer> Checks);

internal sealed record HealthCheckAnswer(string Name, bool Ok, string? Detail);
