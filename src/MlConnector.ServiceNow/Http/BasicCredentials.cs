using System.Text;

namespace MlConnector.ServiceNow.Http;

/// <summary>A user and a password, with each request.</summary>
internal sealed class BasicCredentials(TargetConnection connection) : IAuthorization
{
    private readonly string _header = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{connection.ClientId}:{connection.ClientSecret}"));

    public ValueTask<string> GetAsync(string? rejected, CancellationToken ct) => new(_header);

    public Task<string> DescribeAsync(CancellationToken ct) => Task.FromResult($"None is asked for: each request is made as {connection.ClientId} by basic authentication.");

    public void Dispose() { }
}
