using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.ServiceNow;

public sealed class InstanceTokenTests : SandboxTest
{
    [Fact]
    public async Task Asked_early_the_same_token_comes_back_with_less_life()
    {
        var first = await TokenAsync();
        Time.Advance(TimeSpan.FromMinutes(20));
        var second = await TokenAsync();
        Time.Advance(TimeSpan.FromMinutes(10));
        var third = await TokenAsync();

        first.Json["expires_in"]!.GetValue<int>().ShouldBe(1799);
        first.Json["token_type"]!.ToString().ShouldBe("Bearer");
        first.Json.AsObject().ContainsKey("refresh_token").ShouldBeFalse();
        second.Json["access_token"]!.ToString().ShouldBe(first.Json["access_token"]!.ToString());
        second.Json["expires_in"]!.GetValue<int>().ShouldBe(599);
        third.Json["access_token"]!.ToString().ShouldNotBe(first.Json["access_token"]!.ToString());
        (await ReadAsync("Bearer " + first.Json["access_token"])).Status.ShouldBe(401);
        (await ReadAsync("Bearer " + third.Json["access_token"])).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Every_refusal_is_the_same_server_error()
    {
        Instance.Settings.Scopes.Add("sn_apay");
        var refusals = new[]
        {
            await TokenAsync(secret: "wrong"),
            await TokenAsync(scope: "useraccount"),
            await SendAsync(HttpMethod.Post, Instance.Url + "/oauth_token.do",
                Json($$"""{"grant_type":"client_credentials","client_id":"{{Instance.Settings.ClientId}}","client_secret":"{{Instance.Settings.ClientSecret}}","scope":"sn_apay"}""")),
        };
        foreach (var refusal in refusals)
        {
            refusal.Status.ShouldBe(401);
            refusal.Json["error"]!.ToString().ShouldBe("server_error");
            refusal.Json["error_description"]!.ToString().ShouldBe("access_denied");
        }

        (await TokenAsync(scope: "sn_apay")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Basic_works_until_it_is_restricted_and_then_looks_like_any_401()
    {
        var basic = Basic(Instance.Settings.UserName, Instance.Settings.Password);
        (await ReadAsync(basic)).Status.ShouldBe(200);
        Instance.Settings.BasicAllowed = false;
        var refused = await ReadAsync(basic);
        refused.Status.ShouldBe(401);
        refused.Json["error"]!["message"]!.ToString().ShouldBe("User Not Authenticated");
        refused.Headers["X-Is-Logged-In"].ShouldBe("false");
    }

    private Task<Reply> TokenAsync(string? secret = null, string scope = "") => SendAsync(HttpMethod.Post, Instance.Url + "/oauth_token.do", Form(
        ("grant_type", "client_credentials"), ("client_id", Instance.Settings.ClientId), ("client_secret", secret ?? Instance.Settings.ClientSecret), ("scope", scope)));

    private Task<Reply> ReadAsync(string authorization) =>
        SendAsync(HttpMethod.Get, Instance.Url + "/api/now/table/sn_apo_invoice?sysparm_limit=1", null, authorization);
}
