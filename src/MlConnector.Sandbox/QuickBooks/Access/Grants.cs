using System.Security.Cryptography;

namespace MlConnector.Sandbox.QuickBooks.Access;

internal sealed record TokenPair(string AccessToken, string RefreshToken, TimeSpan AccessLife, TimeSpan RefreshLife, TimeSpan HardLife);

/// <summary>Tokens as Intuit hands them out: rotated by age, and a grant dies when a replaced refresh token comes back.</summary>
internal sealed class Grants(QuickBooksSettings settings, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string RealmId, bool Used, Grant? Grant, string Redirect)> _codes = [];
    private readonly Dictionary<string, Grant> _refreshTokens = [];
    private readonly Dictionary<string, (Grant Grant, DateTimeOffset Expires)> _accessTokens = [];

    public string Code(string realmId, string redirectUri)
    {
        lock (_gate)
        {
            var code = "AB" + Random(24);
            _codes[code] = (realmId, false, null, redirectUri);
            return code;
        }
    }

    public Grant Give(string realmId)
    {
        lock (_gate)
        {
            var grant = new Grant(realmId, time.GetUtcNow());
            Rotate(grant);
            return grant;
        }
    }

    /// <summary>A code works once: the second exchange kills what the first one brought.</summary>
    public TokenPair? Exchange(string code, string redirectUri)
    {
        lock (_gate)
        {
            if (!_codes.TryGetValue(code, out var known) || known.Redirect != redirectUri)
                return null;
            if (known.Used)
            {
                known.Grant!.Revoked = true;
                return null;
            }

            var grant = Give(known.RealmId);
            _codes[code] = known with { Used = true, Grant = grant };
            return Pair(grant);
        }
    }

    public TokenPair? Refresh(string refreshToken)
    {
        lock (_gate)
        {
            if (!_refreshTokens.TryGetValue(refreshToken, out var grant) || grant.Revoked)
                return null;
            var now = time.GetUtcNow();
            var lives = refreshToken == grant.ReplacedRefreshToken && now < grant.RefreshTokenMade + settings.ReplacedRefreshTokenLives;
            if (grant.RefreshToken != refreshToken && !lives)
            {
                grant.Revoked = true;
                return null;
            }

            if (now >= grant.RefreshTokenUsed + settings.RefreshTokenLifetime || now >= grant.Given + settings.GrantLifetime)
                return null;
            if (now >= grant.RefreshTokenMade + settings.RefreshTokenChangesAfter)
                Rotate(grant);
            grant.RefreshTokenUsed = now;
            return Pair(grant);
        }
    }

    public bool Revoke(string token)
    {
        lock (_gate)
        {
            var grant = _refreshTokens.GetValueOrDefault(token) ?? (_accessTokens.TryGetValue(token, out var access) ? access.Grant : null);
            if (grant is null || grant.Revoked)
                return false;
            grant.Revoked = true;
            return true;
        }
    }

    public void RevokeRealm(string realmId)
    {
        lock (_gate)
        {
            foreach (var grant in _refreshTokens.Values.Where(g => g.RealmId == realmId))
                grant.Revoked = true;
        }
    }

    /// <summary>All access tokens of the realm expire now; the grant lives on.</summary>
    public void ExpireAccess(string realmId)
    {
        lock (_gate)
        {
            foreach (var (token, access) in _accessTokens.Where(a => a.Value.Grant.RealmId == realmId).ToArray())
                _accessTokens[token] = access with { Expires = DateTimeOffset.MinValue };
        }
    }

    public TokenPair Access(Grant grant)
    {
        lock (_gate)
            return Pair(grant);
    }

    /// <summary>The realm that a live access token opens.</summary>
    public string? RealmOf(string accessToken)
    {
        lock (_gate)
        {
            return _accessTokens.TryGetValue(accessToken, out var access) && !access.Grant.Revoked && access.Expires > time.GetUtcNow()
                ? access.Grant.RealmId
                : null;
        }
    }

    private TokenPair Pair(Grant grant)
    {
        var now = time.GetUtcNow();
        var token = "eyJlbmMiOiJ" + Random(64);
        _accessTokens[token] = (grant, now + settings.AccessTokenLifetime);
        return new TokenPair(token, grant.RefreshToken, settings.AccessTokenLifetime,
            grant.RefreshTokenUsed + settings.RefreshTokenLifetime - now, grant.Given + settings.GrantLifetime - now);
    }

    private void Rotate(Grant grant)
    {
        grant.ReplacedRefreshToken = grant.RefreshToken;
        grant.RefreshToken = "RT1-" + Random(20);
        grant.RefreshTokenMade = grant.RefreshTokenUsed = time.GetUtcNow();
        _refreshTokens[grant.RefreshToken] = grant;
    }

    private static string Random(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
