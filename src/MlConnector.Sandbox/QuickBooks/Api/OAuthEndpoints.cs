using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Access;

namespace MlConnector.Sandbox.QuickBooks.Api;

/// <summary>Authorize, token, revoke and discovery.</summary>
internal sealed class OAuthEndpoints(QuickBooksSettings settings, Grants grants, Func<string?> firstRealm)
{
    public const string AuthorizePath = "/quickbooks/connect/oauth2";
    public const string TokenPath = "/quickbooks/oauth2/v1/tokens/bearer";
    public const string RevokePath = "/quickbooks/v2/oauth2/tokens/revoke";
    public const string DiscoveryPath = "/quickbooks/.well-known/openid_configuration";

    public Answer Authorize(Call call)
    {
        var redirect = call.Param("redirect_uri");
        if (call.Param("client_id") != settings.ClientId || string.IsNullOrEmpty(redirect) || call.Param("response_type") != "code")
            return Answer.Text(400, Answer.Html, "<html><body><h1>Sorry, this application's request is not valid.</h1></body></html>");

        var back = new Dictionary<string, string?> { ["state"] = call.Param("state") };
        if (string.IsNullOrEmpty(call.Param("state")))
            return Answer.Text(400, Answer.Html, "<html><body><h1>The state parameter is missing.</h1></body></html>");
        if (call.Param("scope")?.Contains("com.intuit.quickbooks.accounting", StringComparison.Ordinal) != true)
            back["error"] = "invalid_scope";
        else if (settings.RefuseAuthorization || (call.Param("realm") ?? settings.AuthorizeRealm ?? firstRealm()) is not { } realm)
            back["error"] = "access_denied";
        else
        {
            back["code"] = grants.Code(realm, redirect);
            back["realmId"] = realm;
        }

        return Answer.Empty(302).With("Location", QueryHelpers.AddQueryString(redirect, back));
    }

    public Answer Token(Call call)
    {
        if (!IsClient(call))
            return JsonAnswer.Of(401, new JsonObject { ["error"] = "invalid_client" });
        var form = QueryHelpers.ParseQuery(call.Text);
        var pair = form["grant_type"].ToString() switch
        {
            "authorization_code" => grants.Exchange(form["code"].ToString(), form["redirect_uri"].ToString()),
            "refresh_token" => grants.Refresh(form["refresh_token"].ToString()),
            _ => null,
        };
        if (pair is null)
        {
            return form["grant_type"].ToString() is "authorization_code" or "refresh_token"
                ? JsonAnswer.Of(400, new JsonObject { ["error_description"] = "Incorrect or invalid refresh token", ["error"] = "invalid_grant" })
                : JsonAnswer.Of(400, new JsonObject { ["error"] = "unsupported_grant_type" });
        }

        var body = new JsonObject
        {
            ["access_token"] = pair.AccessToken,
            ["refresh_token"] = pair.RefreshToken,
            ["token_type"] = "bearer",
            ["expires_in"] = (long)pair.AccessLife.TotalSeconds,
            ["x_refresh_token_expires_in"] = (long)pair.RefreshLife.TotalSeconds,
        };
        if (call.Headers["x-include-refresh-token-hard-expires-in"] == "true")
            body["x_refresh_token_hard_expires_in"] = (long)pair.HardLife.TotalSeconds;
        return JsonAnswer.Of(200, body).With("Cache-Control", "no-cache, no-store");
    }

    public Answer Revoke(Call call)
    {
        if (!IsClient(call))
            return JsonAnswer.Of(401, new JsonObject { ["error"] = "invalid_client" });
        var token = JsonAnswer.ParseObject(call.Body)?["token"]?.ToString();
        return token is not null && grants.Revoke(token) ? Answer.Empty(200) : JsonAnswer.Of(400, new JsonObject { ["error"] = "invalid_request" });
    }

    public static Answer Discovery(Call call) => JsonAnswer.Of(200, new JsonObject
    {
        ["issuer"] = "https://oauth.platform.intuit.com/op/v1",
        ["authorization_endpoint"] = call.Origin + AuthorizePath,
        ["token_endpoint"] = call.Origin + TokenPath,
        ["revocation_endpoint"] = call.Origin + RevokePath,
        ["jwks_uri"] = "https://oauth.platform.intuit.com/op/v1/jwks",
        ["response_types_supported"] = new JsonArray("code"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["scopes_supported"] = new JsonArray("openid", "email", "profile", "address", "phone"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post", "client_secret_basic"),
    });

    private bool IsClient(Call call)
    {
        var basic = call.Headers.Authorization.ToString();
        if (basic.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
            return basic[6..].Trim() == Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.ClientId}:{settings.ClientSecret}"));
        var form = QueryHelpers.ParseQuery(call.Text);
        return form["client_id"] == settings.ClientId && form["client_secret"] == settings.ClientSecret;
    }
}
