using System.Net;
using System.Net.Http.Headers;
using Flurl.Http;
using Microsoft.Extensions.Logging;
using MlConnector.Domain.Entities;

namespace MlConnector.QuickBooks.Http;

/// <summary>One call to Intuit: sent, logged, and its answer told from the many ways in which it can be none.</summary>
internal sealed partial class IntuitHttp : IDisposable
{
    // QuickBooks itself gives up after as long
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    private readonly FlurlClient _client;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    /// <param name="onlyReads">For a company's books: nothing but a GET is let through.</param>
    public IntuitHttp(TimeProvider time, ILogger logger, HttpMessageHandler? handler, bool onlyReads = false)
    {
        _time = time;
        _logger = logger;
        var transport = handler ?? NewHandler();
        var http = new HttpClient(onlyReads ? new OnlyReads(transport) : transport, disposeHandler: handler is null) { Timeout = Timeout };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ml-connector", "1.0"));
        _client = new FlurlClient(http);
        _client.AllowAnyHttpStatus();
        _client.Settings.Timeout = null;
    }

    /// <param name="what">The kind of call, for logs and errors; never a value of the company's.</param>
    public Task<IntuitAnswer> GetAsync(string url, string authorization, string what, CancellationToken ct) =>
        SendAsync(HttpMethod.Get, url, authorization, null, what, [], ct);

    public Task<IntuitAnswer> PostAsync(
        string url, string authorization, HttpContent content, string what, IReadOnlyDictionary<string, string> headers, CancellationToken ct) =>
        SendAsync(HttpMethod.Post, url, authorization, content, what, headers, ct);

    public void Dispose()
    {
        _client.HttpClient.Dispose();
        _client.Dispose();
    }

    private static SocketsHttpHandler NewHandler() => new()
    {
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    private async Task<IntuitAnswer> SendAsync(
        HttpMethod method, string url, string authorization, HttpContent? content, string what,
        IEnumerable<KeyValuePair<string, string>> headers, CancellationToken ct)
    {
        var started = _time.GetTimestamp();
        var request = new FlurlRequest(url).WithClient(_client).WithHeader("Authorization", authorization);
        foreach (var (name, value) in headers) request.WithHeader(name, value);
        try
        {
            using var response = await request.SendAsync(method, content, ct).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
            var tid = response.Headers.TryGetValues("intuit_tid", out var values) ? values.FirstOrDefault() : null;
            Answered(method, what, (int)response.StatusCode, (int)_time.GetElapsedTime(started).TotalMilliseconds, tid);
            return new IntuitAnswer(what, response.StatusCode, response.Headers.RetryAfter, tid, body, _time);
        }
        catch (Exception e) when (e is FlurlHttpException or HttpRequestException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            var cause = Cause(e);
            Failed(method, what, (int)_time.GetElapsedTime(started).TotalMilliseconds, cause);
            throw new QuickBooksException(
                FaultClass.Transient,
                new Reason("quickbooks-unreachable", $"QuickBooks gave no answer to {what}: {cause}.", "It is tried again by itself; if it lasts, look at the network and at status.developer.intuit.com."),
                e.InnerException);
        }
    }

    // the library's own message holds the address, and with it codes and names
    private static string Cause(Exception e) => (e as FlurlHttpException)?.InnerException switch
    {
        OperationCanceledException => "it took too long",
        HttpRequestException http => http.Message,
        { } inner => inner.Message,
        null => e is FlurlHttpTimeoutException or OperationCanceledException ? "it took too long" : "the connection broke",
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "QuickBooks {Method} {What}: {Status} in {Milliseconds} ms, intuit_tid {TransactionId}")]
    private partial void Answered(HttpMethod method, string what, int status, int milliseconds, string? transactionId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "QuickBooks {Method} {What}: no answer in {Milliseconds} ms, {Cause}")]
    private partial void Failed(HttpMethod method, string what, int milliseconds, string cause);
}
