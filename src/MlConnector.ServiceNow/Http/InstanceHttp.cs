using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Flurl.Http;
using Microsoft.Extensions.Logging;
using MlConnector.Domain.Entities;
using MlConnector.ServiceNow.Faults;

namespace MlConnector.ServiceNow.Http;

/// <summary>The connections to one instance. No cookies: with them the instance would serve one request after another.</summary>
internal sealed partial class InstanceHttp : IDisposable
{
    // the instance itself cancels what takes as long
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // limits are by the hour; a wait in other units must not shut an instance for months
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly FlurlClient _client;
    private readonly string _address;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public InstanceHttp(Uri address, TimeProvider time, ILogger logger, HttpMessageHandler? handler)
    {
        _address = address.AbsoluteUri.TrimEnd('/');
        _time = time;
        _logger = logger;
        var http = new HttpClient(handler ?? NewHandler(), disposeHandler: handler is null) { Timeout = Timeout };
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("ml-connector", "1.0"));
        _client = new FlurlClient(http);
        _client.AllowAnyHttpStatus();
        _client.Settings.Timeout = null;
    }

    public async Task<ServiceNowAnswer> SendAsync(HttpMethod method, string pathAndQuery, string? authorization, HttpContent? content, string what, CancellationToken ct)
    {
        var request = new FlurlRequest(_address + pathAndQuery).WithClient(_client);
        if (authorization is not null) request.WithHeader("Authorization", authorization);
        try
        {
            using var response = await request.SendAsync(method, content, ct).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(ct).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.Accepted) Unsuccessful(what, (int)response.StatusCode, Header(response, "X-Transaction-ID"));
            return new ServiceNowAnswer(
                what, response.StatusCode, response.Content.Headers.ContentType?.MediaType is "text/html", body, Wait(response),
                int.TryParse(Header(response, "X-Total-Count"), NumberStyles.None, CultureInfo.InvariantCulture, out var total) ? total : null);
        }
        catch (Exception e) when (e is FlurlHttpException or HttpRequestException or IOException or OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            var cause = Cause(e);
            Unanswered(what, cause);
            var text = FaultTexts.Of(ServiceNowFault.Unavailable);
            throw new ServiceNowException(
                ServiceNowFault.Unavailable, new Reason("servicenow-unreachable", $"ServiceNow gave no answer to {what}: {cause}.", text.NextStep), e.InnerException)
            {
                MayStillLand = method != HttpMethod.Get && !NeverArrived(e),
            };
        }
    }

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

    private TimeSpan? Wait(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is { Delta: { } delta }) return Believed(delta);
        DateTimeOffset? until = response.Headers.RetryAfter?.Date;
        // it stands on every answer of a limited table, and means a wait on a refusal only
        if (until is null && response.StatusCode == HttpStatusCode.TooManyRequests
            && long.TryParse(Header(response, "X-RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset) && reset < 253_402_300_799)
            until = DateTimeOffset.FromUnixTimeSeconds(reset);
        var wait = until - _time.GetUtcNow();
        return wait > TimeSpan.Zero ? Believed(wait.Value) : null;
    }

    private static TimeSpan Believed(TimeSpan wait) => wait < LongestWait ? wait : LongestWait;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static bool NeverArrived(Exception e) => (e as HttpRequestException ?? e.InnerException as HttpRequestException)?.HttpRequestError
        is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;

    // the library's own message holds the address, and with it the values of a query
    private static string Cause(Exception e) => (e as FlurlHttpException)?.InnerException switch
    {
        OperationCanceledException => "it took too long",
        { } inner => inner.Message,
        null => e is FlurlHttpTimeoutException or OperationCanceledException ? "it took too long" : "the connection broke",
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "ServiceNow {What}: {Status}, transaction {TransactionId}")]
    private partial void Unsuccessful(string what, int status, string? transactionId);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "ServiceNow {What}: no answer, {Cause}")]
    private partial void Unanswered(string what, string cause);
}
