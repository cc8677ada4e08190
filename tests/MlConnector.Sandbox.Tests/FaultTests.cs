using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests;

public sealed class FaultTests : SandboxTest
{
    private const string Invoices = "/api/now/table/sn_apo_invoice";
    private const string InvoicesPath = "/servicenow" + Invoices;

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_status_replaces_the_answer_before_or_after_the_effect(bool after, int rows)
    {
        var rule = Sandbox.Faults.Add(new FaultRule { Method = "POST", Path = InvoicesPath + "*", Status = 502, Body = "<html>502</html>", AfterEffect = after });
        var reply = await PostAsync();

        reply.Status.ShouldBe(502);
        reply.Headers["Content-Type"].ShouldStartWith("text/html");
        Instance.Rows("sn_apo_invoice").Count.ShouldBe(rows);
        rule.Hits.ShouldBe(1);
        (await PostAsync()).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task A_dropped_connection_gives_no_answer(bool after, int rows)
    {
        Sandbox.Faults.Add(new FaultRule { Method = "POST", Path = InvoicesPath, Drop = true, AfterEffect = after });
        await Should.ThrowAsync<HttpRequestException>(PostAsync);
        Instance.Rows("sn_apo_invoice").Count.ShouldBe(rows);
    }

    [Fact]
    public async Task A_body_can_end_early_with_or_without_the_connection()
    {
        Sandbox.Faults.Add(new FaultRule { Path = InvoicesPath, TruncateAt = 10 });
        Sandbox.Faults.Add(new FaultRule { Path = InvoicesPath, CutBodyAt = 12 });
        Sandbox.Faults.Add(new FaultRule { Path = InvoicesPath, Append = """{"error":{"message":"Transaction cancelled: maximum execution time exceeded"}}""" });

        await Should.ThrowAsync<HttpRequestException>(PostAsync);
        (await PostAsync()).Body.Length.ShouldBe(12);
        var quota = await PostAsync();
        quota.Status.ShouldBe(201);
        quota.Body.ShouldStartWith("{\"result\"");
        quota.Body.ShouldEndWith("exceeded\"}}");
        Instance.Rows("sn_apo_invoice").Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_rule_can_be_given_over_http_and_picks_the_nth_call_and_the_body()
    {
        var rule = new JsonObject { ["path"] = InvoicesPath, ["bodyContains"] = "pick", ["nth"] = 2, ["times"] = 1, ["status"] = 429, ["headers"] = new JsonObject { ["Retry-After"] = "60" } };
        (await SendAsync(HttpMethod.Post, Sandbox.Address + "sandbox/faults", Json(rule))).Status.ShouldBe(204);

        (await PostAsync("pick")).Status.ShouldBe(201);
        (await PostAsync("other")).Status.ShouldBe(201);
        var struck = await PostAsync("pick");
        struck.Status.ShouldBe(429);
        struck.Headers["Retry-After"].ShouldBe("60");
        (await PostAsync("pick")).Status.ShouldBe(201);

        var unknown = await SendAsync(HttpMethod.Post, Sandbox.Address + "sandbox/faults", Json("""{"pth":"*"}"""));
        unknown.Status.ShouldBe(400);
    }

    [Fact]
    public async Task Known_faults_look_as_they_do_in_the_field()
    {
        Sandbox.Faults.Add(KnownFaults.QuotaBehindResult(InvoicesPath));
        Sandbox.Faults.Add(KnownFaults.SessionDrop(InvoicesPath));
        Sandbox.Faults.Add(KnownFaults.BadGateway(InvoicesPath));
        Sandbox.Faults.Add(KnownFaults.FaultInside200("*/query"));

        var quota = await PostAsync();
        quota.Status.ShouldBe(201);
        Should.Throw<System.Text.Json.JsonException>(() => quota.Json);
        (await PostAsync()).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(202), r => r.Body.ShouldBe(""));
        (await PostAsync()).Headers["Content-Type"].ShouldStartWith("text/html");
        Instance.Rows("sn_apo_invoice").Count.ShouldBe(1);
        (await QueryAsync("select * from Bill")).Json["Fault"]!["type"]!.ToString().ShouldBe("SystemFault");
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_is_answered_and_journaled()
    {
        var reply = await ServiceNowAsync("/api/now/v1/batch", HttpMethod.Post, Json("""{"rest_requests":[{"id":"1","method":"POST","url":"/api/now/table/sn_apo_invoice","body":"not base64!"}]}"""));
        reply.Status.ShouldBe(500);
        Sandbox.Journal.Count("servicenow.batch").ShouldBe(1);
    }

    [Fact]
    public async Task A_token_call_can_lose_its_answer_after_the_rotation()
    {
        Sandbox.QuickBooks.Settings.RefreshTokenChangesAfter = TimeSpan.Zero;
        var token = Sandbox.QuickBooks.Connect(Realm);
        Sandbox.Faults.Add(new FaultRule { Path = "/quickbooks/oauth2/*", Drop = true, AfterEffect = true });
        await Should.ThrowAsync<HttpRequestException>(() => RefreshAsync(token));
        (await RefreshAsync(token)).Json["error"]!.ToString().ShouldBe("invalid_grant");
    }

    private Task<Reply> PostAsync() => PostAsync("x");

    private Task<Reply> PostAsync(string memo) => ServiceNowAsync(Invoices, HttpMethod.Post, Json(new JsonObject { ["memo"] = memo }));

    private Task<Reply> RefreshAsync(string token) => SendAsync(HttpMethod.Post, Sandbox.QuickBooks.TokenUrl,
        Form(("grant_type", "refresh_token"), ("refresh_token", token)), Basic(Sandbox.QuickBooks.Settings.ClientId, Sandbox.QuickBooks.Settings.ClientSecret));
}
