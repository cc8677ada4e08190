using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MlConnector.QuickBooks.Faults;
using MlConnector.QuickBooks.Http;

namespace MlConnector.QuickBooks;

/// <summary>Intuit's token endpoint: who may call it, how often and one at a time, is the caller's care.</summary>
public sealed class QuickBooksTokens(QuickBooksOptions options, TimeProvider time, ILogger<QuickBooksTokens> logger, HttpMessageHandler? handler = null) : IDisposable
{
    // without it the answer does not say when the grant ends for good
    private static readonly IReadOnlyDictionary<string, string> HardExpiry =
        new Dictionary<string, string> { ["x-include-refresh-token-hard-expires-in"] = "true" };

    private readonly IntuitHttp _http = new(time, logger, handler);

    public Task<TokenSet> RefreshAsync(string refreshToken, CancellationToken ct) => GrantAsync(
        "token refresh", new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }, ct);

    /// <summary>Redeems an authorization code. To be called once for a code: Intuit answers a second try by revoking.</summary>
    public Task<TokenSet> ExchangeAsync(string code, string redirectUrl, CancellationToken ct) => GrantAsync(
        "code exchange", new() { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = redirectUrl }, ct);

    /// <summary>Ends the grant that the access or refresh token belongs to.</summary>
    public async Task RevokeAsync(string token, CancellationToken ct)
    {
        using var content = JsonContent.Create(new Dictionary<string, string> { ["token"] = token });
        var answer = await _http.PostAsync(options.RevokeUrl.AbsoluteUri, ClientCredentials, content, "token revocation", new Dictionary<string, string>(), ct).ConfigureAwait(false);
        if (answer.Success) return;
        throw answer.Fault(answer.Parse() is { } root ? FaultReader.Read(root) : null);
    }

    public void Dispose() => _http.Dispose();

    private string ClientCredentials => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.ClientId}:{options.ClientSecret}"))}";

    private async Task<TokenSet> GrantAsync(string what, Dictionary<string, string> form, CancellationToken ct)
    {
        var asked = time.GetUtcNow();
        using var content = new FormUrlEncodedContent(form);
        var answer = await _http.PostAsync(options.TokenUrl.AbsoluteUri, ClientCredentials, content, what, HardExpiry, ct).ConfigureAwait(false);
        var root = answer.Root();
        if (Text("access_token") is not { Length: > 0 } access || Text("refresh_token") is not { Length: > 0 } refresh)
            throw answer.Malformed("it does not hold both tokens");
        // tokens without a time are still the only ones there are: they are kept, and renewed at the next call
        return new TokenSet(access, Expiry("expires_in") ?? asked, refresh, Expiry("x_refresh_token_expires_in"), Expiry("x_refresh_token_hard_expires_in"));

        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

        // counted from before the call, so that it is never taken for longer than it is
        DateTimeOffset? Expiry(string name) =>
            root.TryGetProperty(name, out var value) && long.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 1_000_000_000
                ? asked.AddSeconds(seconds)
                : null;
    }
}
