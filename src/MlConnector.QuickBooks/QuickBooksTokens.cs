using Microsoft.Extensions.Logging;

namespace MlConnector.QuickBooks;

/// <summary>Intuit's token endpoint: who may call it, how often and one at a time, is the caller's care.</summary>
public sealed class QuickBooksTokens(QuickBooksOptions options, TimeProvider time, ILogger<QuickBooksTokens> logger, HttpMessageHandler? handler = null) : IDisposable
{
    public Task<TokenSet> RefreshAsync(string refreshToken, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Redeems an authorization code. To be called once for a code: Intuit answers a second try by revoking.</summary>
    public Task<TokenSet> ExchangeAsync(string code, string redirectUrl, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Ends the grant that the access or refresh token belongs to.</summary>
    public Task RevokeAsync(string token, CancellationToken ct) => throw new NotImplementedException();

    public void Dispose() => _ = (options, time, logger, handler);
}
