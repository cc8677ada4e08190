using System.Text;
using MlConnector.Tests;

namespace MlConnector.QuickBooks.Tests;

public sealed class TokensTests
{
    private const string Granted =
        """{"access_token":"new-access","refresh_token":"new-refresh","token_type":"bearer","expires_in":3600,"x_refresh_token_expires_in":8640000,"x_refresh_token_hard_expires_in":157680000}""";

    [Fact]
    public async Task A_refresh_brings_both_tokens_and_when_they_end_by_our_clock()
    {
        await using var server = await StubServer.StartAsync(200, Granted);
        using var tokens = Given.Tokens(server, new FixedTime(DateTimeOffset.Parse("2026-11-22T12:00:00Z")));

        var set = await tokens.RefreshAsync(Given.RefreshToken, CancellationToken.None);

        set.AccessToken.ShouldBe("new-access");
        set.RefreshToken.ShouldBe("new-refresh");
        set.AccessExpiresAt.ShouldBe(DateTimeOffset.Parse("2026-11-22T13:00:00Z"));
        set.RefreshExpiresAt.ShouldBe(DateTimeOffset.Parse("2027-03-02T12:00:00Z"));
        set.HardExpiresAt.ShouldBe(DateTimeOffset.Parse("2031-11-21T12:00:00Z"));
        set.ToString().ShouldNotContain("new-");
        var request = server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/tokens/bearer");
        request.Body.ShouldBe($"grant_type=refresh_token&refresh_token={Given.RefreshToken}");
        request.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        request.Headers["x-include-refresh-token-hard-expires-in"].ShouldBe("true");
        request.Headers["Authorization"].ShouldBe($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"client-id:{Given.ClientSecret}"))}");
    }

    [Fact]
    public async Task A_code_is_exchanged_once_with_its_redirect_address()
    {
        await using var server = await StubServer.StartAsync(200, Granted);
        using var tokens = Given.Tokens(server);

        await tokens.ExchangeAsync("the code", "https://example.test/callback", CancellationToken.None);

        server.Requests.ShouldHaveSingleItem().Body.ShouldBe("grant_type=authorization_code&code=the+code&redirect_uri=https%3A%2F%2Fexample.test%2Fcallback");
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"Token invalid"}""", FaultClass.GrantRefused)]
    [InlineData(400, """{"error":"invalid_grant"}""", FaultClass.GrantRefused)]
    [InlineData(200, """{"error":"invalid_grant"}""", FaultClass.GrantRefused)]
    [InlineData(401, """{"error":"invalid_client"}""", FaultClass.ClientRefused)]
    [InlineData(400, """{"error":"invalid_client"}""", FaultClass.ClientRefused)]
    [InlineData(200, "{}", FaultClass.Malformed)]
    [InlineData(200, """{"access_token":"a","expires_in":3600}""", FaultClass.Malformed)]
    [InlineData(200, """{"access_token":"a","refresh_token":"","expires_in":3600}""", FaultClass.Malformed)]
    [InlineData(200, "<html>maintenance</html>", FaultClass.Malformed)]
    [InlineData(500, """{"error":"invalid_grant"}""", FaultClass.Transient)]
    [InlineData(503, "<html>maintenance</html>", FaultClass.Transient)]
    [InlineData(429, "", FaultClass.Throttled)]
    public async Task What_is_no_grant_is_never_taken_for_one(int status, string body, FaultClass expected)
    {
        await using var server = await StubServer.StartAsync(status, body);
        var log = new LogOf<QuickBooksTokens>();
        using var tokens = Given.Tokens(server, logger: log);

        var fault = await Should.ThrowAsync<QuickBooksException>(tokens.RefreshAsync(Given.RefreshToken, CancellationToken.None));

        fault.Class.ShouldBe(expected);
        foreach (var secret in (string[])[Given.RefreshToken, Given.ClientSecret])
        {
            fault.ToString().ShouldNotContain(secret);
            log.Text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Tokens_that_do_not_say_when_they_end_are_kept_and_due_at_once()
    {
        await using var server = await StubServer.StartAsync(200, """{"access_token":"a","refresh_token":"r"}""");
        using var tokens = Given.Tokens(server, new FixedTime(DateTimeOffset.UnixEpoch));

        var set = await tokens.RefreshAsync(Given.RefreshToken, CancellationToken.None);

        set.RefreshToken.ShouldBe("r");
        set.AccessExpiresAt.ShouldBe(DateTimeOffset.UnixEpoch);
        set.HardExpiresAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_grant_is_revoked_with_a_JSON_body()
    {
        await using var server = await StubServer.StartAsync(200, "");
        using var tokens = Given.Tokens(server);

        await tokens.RevokeAsync(Given.RefreshToken, CancellationToken.None);

        var request = server.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/tokens/revoke");
        request.Headers["Content-Type"].ShouldStartWith("application/json");
        request.Body.ShouldBe($$"""{"token":"{{Given.RefreshToken}}"}""");
    }

    [Fact]
    public async Task A_revocation_that_fails_says_so()
    {
        await using var server = await StubServer.StartAsync(400, """{"error":"invalid_grant"}""");
        using var tokens = Given.Tokens(server);

        (await Should.ThrowAsync<QuickBooksException>(tokens.RevokeAsync(Given.RefreshToken, CancellationToken.None))).Class.ShouldBe(FaultClass.GrantRefused);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
