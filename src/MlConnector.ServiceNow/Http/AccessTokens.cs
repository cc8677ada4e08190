using System.Globalization;
using System.Net;
using System.Text.Json;
using MlConnector.Domain.Entities;
using MlConnector.ServiceNow.Faults;

namespace MlConnector.ServiceNow.Http;

/// <summary>The access token of one instance: renewed before it ends and when it is refused, one renewal at a time.</summary>
internal sealed class AccessTokens(TargetConnection connection, InstanceHttp http, IRequestGate gate, TimeProvider time) : IAuthorization
{
    private static readonly TimeSpan LongestMargin = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _renewing = new(1, 1);
    private volatile AccessToken? _token;

    public async ValueTask<string> GetAsync(string? rejected, CancellationToken ct)
    {
        if (Usable(rejected) is { } token) return token;
        await _renewing.WaitAsync(ct).ConfigureAwait(false);
        try
        {
            if (Usable(rejected) is { } renewed) return renewed;
            _token = null;
            return (_token = await gate.RunAsync(RequestAsync, ct).ConfigureAwait(false)).Header;
        }
        finally
        {
            _renewing.Release();
        }
    }

    public async Task<string> DescribeAsync(CancellationToken ct)
    {
        while (true)
        {
            var header = await GetAsync(null, ct).ConfigureAwait(false);
            if (_token is not { } token || token.Header != header) continue;
            var scope = string.IsNullOrEmpty(token.Scope) ? "no scope named" : $"scope {token.Scope}";
            return $"By client credentials as {connection.ClientId}, {scope}, for another {(token.EndsAt - time.GetUtcNow()).TotalSeconds:0} s.";
        }
    }

    public void Dispose() => _renewing.Dispose();

    private string? Usable(string? rejected) => _token is { } token && token.Header != rejected && time.GetUtcNow() < token.RenewAt ? token.Header : null;

    private async Task<AccessToken> RequestAsync(CancellationToken ct)
    {
        const string what = "the token request";
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = connection.ClientId,
            ["client_secret"] = connection.ClientSecret,
        };
        if (!string.IsNullOrEmpty(connection.Scope)) form["scope"] = connection.Scope;
        using var content = new FormUrlEncodedContent(form);
        var asked = time.GetUtcNow();
        var answer = await http.SendAsync(HttpMethod.Post, "/oauth_token.do", null, content, what, ct).ConfigureAwait(false);
        // one answer for nearly every cause, so all of them are told
        if (answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && !answer.IsHtml) throw Refused(answer);
        JsonElement root;
        try
        {
            root = answer.Root();
        }
        catch (ServiceNowException) when (answer.Success && answer.Body.Span.IndexOf("\"error\""u8) >= 0)
        {
            throw Refused(answer);
        }
        if (!root.TryGetProperty("access_token"u8, out var value) || value.GetString() is not { Length: > 0 } token) throw answer.Fault(ServiceNowFault.Malformed, "it holds no token");
        var lifetime = root.TryGetProperty("expires_in"u8, out var expires)
            && double.TryParse(expires.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(Math.Clamp(seconds, 0, 86_400))
                : TimeSpan.Zero;
        var scope = root.TryGetProperty("scope"u8, out var granted) ? granted.ToString() : null;
        return new AccessToken($"Bearer {token}", scope, asked + lifetime - Margin(lifetime), asked + lifetime);
    }

    // asked early, the instance hands out the same token with what is left of its time: the margin must shrink with it
    private static TimeSpan Margin(TimeSpan lifetime) => lifetime / 10 < LongestMargin ? lifetime / 10 : LongestMargin;

    private ServiceNowException Refused(ServiceNowAnswer answer)
    {
        var text = FaultTexts.Of(ServiceNowFault.TokenRefused);
        return new ServiceNowException(
            ServiceNowFault.TokenRefused,
            new Reason(text.Code, $"{connection.Address.Host} answered the token request of client {connection.ClientId} with {(int)answer.Status}: {text.Text}.", text.NextStep));
    }

    private sealed record AccessToken(string Header, string? Scope, DateTimeOffset RenewAt, DateTimeOffset EndsAt);
}
