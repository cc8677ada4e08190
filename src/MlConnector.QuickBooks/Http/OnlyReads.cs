namespace MlConnector.QuickBooks.Http;

/// <summary>Stands before a company's API, which has no scope for reading alone: whatever is not a GET does not leave the process.</summary>
internal sealed class OnlyReads(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => request.Method == HttpMethod.Get
        ? base.SendAsync(request, ct)
        : throw new InvalidOperationException($"A {request.Method} to a company's books is not made: they are only ever read.");
}
