using System.Globalization;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>A rate limit rule: so many requests an hour for each table, counted from the full hour.</summary>
internal sealed class HourlyLimit(ServiceNowSettings settings, TimeProvider time)
{
    private const string RuleId = "5a6b1c8d87a1551032c0c5d7dabb35a1";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = [];
    private long _hour;

    /// <summary>The refusal, or none while there is room.</summary>
    public Answer? Take(string resource)
    {
        if (settings.RequestsPerHour is not { } limit)
            return null;
        lock (_gate)
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            if (now / 3600 != _hour)
            {
                _hour = now / 3600;
                _counts.Clear();
            }

            var count = _counts[resource] = _counts.GetValueOrDefault(resource) + 1;
            if (count <= limit)
                return null;
            var reset = (_hour + 1) * 3600;
            return ServiceNowErrors.Of(429, "Rate limit exceeded", $"Rate limit of {limit} requests per hour for Table API exceeded")
                .With("X-RateLimit-Limit", limit.ToString(CultureInfo.InvariantCulture))
                .With("X-RateLimit-Reset", reset.ToString(CultureInfo.InvariantCulture))
                .With("X-RateLimit-Rule", RuleId)
                .With("Retry-After", (reset - now).ToString(CultureInfo.InvariantCulture));
        }
    }
}
