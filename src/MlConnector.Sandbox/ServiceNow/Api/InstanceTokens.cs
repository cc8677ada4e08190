using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using MlConnector.Sandbox.Http;

namespace MlConnector.Sandbox.ServiceNow.Api;

/// <summary>The token endpoint and the check of credentials. Asked early, it hands out the same token with less life left.</summary>
internal sealed class InstanceTokens(ServiceNowSettings settings, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Token, DateTimeOffset Expires)> _byScope = [];

    public Answer Token(Call call)
    {
        var isForm = call.Headers.ContentType.ToString().StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        var form = QueryHelpers.ParseQuery(isForm ? call.Text : "");
        var scopes = form.TryGetValue("scope", out var asked) && asked.ToString().Length > 0 ? asked.ToString() : "useraccount";
        if (form.GetValueOrDefault("grant_type") != "client_credentials"
            || form.GetValueOrDefault("client_id") != settings.ClientId
            || form.GetValueOrDefault("client_secret") != settings.ClientSecret
            || settings.Scopes.Count > 0 && !scopes.Split(' ').All(settings.Scopes.Contains))
            return JsonAnswer.Of(401, new JsonObject { ["error_description"] = "access_denied", ["error"] = "server_error" });

        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_byScope.TryGetValue(scopes, out var current) || current.Expires <= now)
                _byScope[scopes] = current = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), now + settings.AccessTokenLifetime);
            return JsonAnswer.Of(200, new JsonObject
            {
                ["access_token"] = current.Token,
                ["scope"] = scopes,
                ["token_type"] = "Bearer",
                ["expires_in"] = Math.Max(0, (long)Math.Ceiling((current.Expires - now).TotalSeconds) - 1),
            });
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
            _byScope.Clear();
    }

    public bool IsAllowed(Call call)
    {
        var header = call.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var token = header[7..].Trim();
            lock (_gate)
                return _byScope.Values.Any(t => t.Token == token && t.Expires > time.GetUtcNow());
        }

        return settings.BasicAllowed && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
            && header[6..].Trim() == Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.UserName}:{settings.Password}"));
    }
}
