using System.Web;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.QuickBooks;

public sealed class OAuthTests : SandboxTest
{
    private const string Redirect = "http://localhost:5000/connect/quickbooks/callback";

    [Fact]
    public async Task A_refresh_within_a_day_keeps_the_refresh_token_and_a_later_one_changes_it()
    {
        var first = Sandbox.QuickBooks.Connect(Realm);
        var soon = await RefreshAsync(first);
        Time.Advance(TimeSpan.FromHours(25));
        var later = await RefreshAsync(first);

        soon.Json["refresh_token"]!.ToString().ShouldBe(first);
        later.Json["refresh_token"]!.ToString().ShouldNotBe(first);
        later.Json["expires_in"]!.GetValue<int>().ShouldBe(3600);
        later.Json["x_refresh_token_expires_in"]!.GetValue<int>().ShouldBe(8_640_000);
        later.Json.AsObject().ContainsKey("x_refresh_token_hard_expires_in").ShouldBeFalse();
    }

    [Fact]
    public async Task A_replaced_refresh_token_is_refused_and_takes_the_grant_with_it()
    {
        Sandbox.QuickBooks.Settings.RefreshTokenChangesAfter = TimeSpan.Zero;
        var first = Sandbox.QuickBooks.Connect(Realm);
        var second = (await RefreshAsync(first)).Json["refresh_token"]!.ToString();

        var reused = await RefreshAsync(first);
        var after = await RefreshAsync(second);

        reused.Status.ShouldBe(400);
        reused.Json["error"]!.ToString().ShouldBe("invalid_grant");
        after.Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_refresh_token_dies_after_100_quiet_days()
    {
        var token = Sandbox.QuickBooks.Connect(Realm);
        Time.Advance(TimeSpan.FromDays(100));
        (await RefreshAsync(token)).Status.ShouldBe(400);
    }

    [Fact]
    public async Task The_hard_expiry_comes_only_with_its_header()
    {
        var reply = await RefreshAsync(Sandbox.QuickBooks.Connect(Realm), ("x-include-refresh-token-hard-expires-in", "true"));
        reply.Json["x_refresh_token_hard_expires_in"]!.GetValue<int>().ShouldBe(157_680_000);
    }

    [Fact]
    public async Task Wrong_client_credentials_are_told_apart_from_a_dead_grant()
    {
        var reply = await SendAsync(HttpMethod.Post, Sandbox.QuickBooks.TokenUrl,
            Form(("grant_type", "refresh_token"), ("refresh_token", Sandbox.QuickBooks.Connect(Realm))), Basic("someone", "else"));
        reply.Status.ShouldBe(401);
        reply.Json["error"]!.ToString().ShouldBe("invalid_client");
    }

    [Fact]
    public async Task Authorization_comes_back_with_code_state_and_realm_and_the_code_works_once()
    {
        var query = await AuthorizeAsync();
        query["state"].ShouldBe("s 1");
        query["realmId"].ShouldBe(Realm);

        var first = await ExchangeAsync(query["code"]!);
        first.Status.ShouldBe(200);
        var second = await ExchangeAsync(query["code"]!);
        second.Json["error"]!.ToString().ShouldBe("invalid_grant");
        (await RefreshAsync(first.Json["refresh_token"]!.ToString())).Status.ShouldBe(400);
    }

    [Fact]
    public async Task A_refused_authorization_says_so_in_the_redirect()
    {
        Sandbox.QuickBooks.Settings.RefuseAuthorization = true;
        var query = await AuthorizeAsync();
        query["error"].ShouldBe("access_denied");
        query["code"].ShouldBeNull();
    }

    [Fact]
    public async Task Revoking_either_token_ends_the_grant()
    {
        var token = Sandbox.QuickBooks.Connect(Realm);
        var access = (await RefreshAsync(token)).Json["access_token"]!.ToString();
        var reply = await SendAsync(HttpMethod.Post, Sandbox.QuickBooks.RevokeUrl, Json($$"""{"token":"{{access}}"}"""), Client);

        reply.Status.ShouldBe(200);
        (await RefreshAsync(token)).Status.ShouldBe(400);
        var call = await SendAsync(HttpMethod.Get, $"{Sandbox.QuickBooks.ApiUrl}/v3/company/{Realm}/companyinfo/{Realm}", null, "Bearer " + access);
        call.Status.ShouldBe(401);
    }

    [Fact]
    public async Task An_expired_access_token_gets_the_gateways_lower_case_fault_with_an_epoch_time()
    {
        var access = Sandbox.QuickBooks.AccessToken(Realm);
        Time.Advance(TimeSpan.FromHours(1));
        var reply = await SendAsync(HttpMethod.Get, $"{Sandbox.QuickBooks.ApiUrl}/v3/company/{Realm}/companyinfo/{Realm}", null, "Bearer " + access);

        reply.Status.ShouldBe(401);
        reply.Json["fault"]!["error"]![0]!["code"]!.ToString().ShouldBe("3200");
        reply.Json["time"]!.GetValue<long>().ShouldBe(Time.GetUtcNow().ToUnixTimeMilliseconds());
        reply.Headers.ShouldContainKey("intuit_tid");
        reply.Body.ShouldNotContain(access);
    }

    [Fact]
    public async Task A_token_of_another_realm_is_forbidden()
    {
        Sandbox.QuickBooks.AddCompany(Seed with { RealmId = "77" });
        var reply = await SendAsync(HttpMethod.Get, $"{Sandbox.QuickBooks.ApiUrl}/v3/company/77/companyinfo/77", null, "Bearer " + Sandbox.QuickBooks.AccessToken(Realm));
        reply.Status.ShouldBe(403);
        reply.Json["fault"]!["error"]![0]!["code"]!.ToString().ShouldBe("3100");
    }

    private string Client => Basic(Sandbox.QuickBooks.Settings.ClientId, Sandbox.QuickBooks.Settings.ClientSecret);

    private Task<Reply> RefreshAsync(string token, params (string, string)[] headers) =>
        SendAsync(HttpMethod.Post, Sandbox.QuickBooks.TokenUrl, Form(("grant_type", "refresh_token"), ("refresh_token", token)), Client, headers);

    private Task<Reply> ExchangeAsync(string code) =>
        SendAsync(HttpMethod.Post, Sandbox.QuickBooks.TokenUrl, Form(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect)), Client);

    private async Task<System.Collections.Specialized.NameValueCollection> AuthorizeAsync()
    {
        var reply = await SendAsync(HttpMethod.Get,
            $"{Sandbox.QuickBooks.AuthorizeUrl}?client_id={Sandbox.QuickBooks.Settings.ClientId}&response_type=code&scope=com.intuit.quickbooks.accounting&state=s%201&redirect_uri={Uri.EscapeDataString(Redirect)}");
        reply.Status.ShouldBe(302);
        reply.Headers["Location"].ShouldStartWith(Redirect);
        return HttpUtility.ParseQueryString(new Uri(reply.Headers["Location"]).Query);
    }
}
