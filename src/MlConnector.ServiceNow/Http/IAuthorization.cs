namespace MlConnector.ServiceNow.Http;

/// <summary>What stands in the Authorization header of a request.</summary>
internal interface IAuthorization : IDisposable
{
    /// <param name="rejected">What the instance did not take.</param>
    ValueTask<string> GetAsync(string? rejected, CancellationToken ct);

    /// <summary>As whom requests are made, and by what.</summary>
    Task<string> DescribeAsync(CancellationToken ct);
}
