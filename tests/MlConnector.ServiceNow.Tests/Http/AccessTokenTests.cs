using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MlConnector.Domain;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;
using MlConnector.Tests;

namespace MlConnector.ServiceNow.Tests.Http;

public sealed class AccessTokenTests
{
    [Fact]
    public async Task The_token_is_asked_for_by_form_with_the_client_in_the_body()
    {
        await using var server = await TokenServerAsync(1799);
        using var client = Client(server, TimeProvider.System);

        await new RecordWriter(client).WriteAsync(Order(), CancellationToken.None);

        var request = server.Requests.First(r => r.Path == "/oauth_token.do");
        request.Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");
        request.Headers.Keys.ShouldNotContain("Authorization");
        request.Body.ShouldBe("grant_type=client_credentials&client_id=the-client&client_secret=the%2Bsecret&scope=sn_apay");
    }

    [Fact]
    public async Task One_token_serves_many_requests_at_once()
    {
        await using var instance = await Instance.StartAsync();
        instance.Sandbox.ServiceNow.Settings.Semaphores = 100;

        await Task.WhenAll(Enumerable.Range(1, 20).Select(i => instance.WrittenAsync(Records.Vendor($"{i}"))));

        instance.Sandbox.Journal.Count("servicenow.token").ShouldBe(1);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_not_at_every_request_then()
    {
        await using var server = await TokenServerAsync(1800);
        var time = new MovableTime();
        using var client = Client(server, time);
        var writer = new RecordWriter(client);

        async Task<int> TokensAfterAsync(double seconds)
        {
            time.Now += TimeSpan.FromSeconds(seconds);
            await writer.WriteAsync(Order(), CancellationToken.None);
            await writer.WriteAsync(Order(), CancellationToken.None);
            return server.Requests.Count(r => r.Path == "/oauth_token.do");
        }

        (await TokensAfterAsync(0)).ShouldBe(1);
        (await TokensAfterAsync(1765)).ShouldBe(1);
        (await TokensAfterAsync(10)).ShouldBe(2);
    }

    [Fact]
    public async Task A_token_with_little_time_left_is_used_until_near_its_end()
    {
        await using var server = await TokenServerAsync(20);
        var time = new MovableTime();
        using var client = Client(server, time);
        var writer = new RecordWriter(client);

        for (var i = 0; i < 10; i++) await writer.WriteAsync(Order(), CancellationToken.None);
        time.Now += TimeSpan.FromSeconds(17);
        await writer.WriteAsync(Order(), CancellationToken.None);

        server.Requests.Count(r => r.Path == "/oauth_token.do").ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_is_not_taken_is_renewed_once()
    {
        await using var instance = await Instance.StartAsync();
        await instance.WrittenAsync(Records.Vendor("1"));
        instance.Fault(new FaultRule { Path = "/servicenow/api/*", Status = 401, Body = """{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}""" });

        var written = await instance.WrittenAsync(Records.Vendor("2"));

        written.Requests.ShouldBe(3);
        instance.Sandbox.Journal.Count("servicenow.token").ShouldBe(2);
    }

    [Fact]
    public async Task A_caller_who_is_never_let_in_is_told_what_to_check()
    {
        await using var instance = await Instance.StartAsync();
        instance.Fault(new FaultRule { Path = "/servicenow/api/*", Times = 100, Status = 401, Body = """{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}""" });

        var deferred = (await instance.WriteAsync(Records.Vendor())).ShouldBeOfType<WriteOutcome.Deferred>();

        deferred.Reason.Code.ShouldBe("servicenow-unauthorized");
        deferred.Requests.ShouldBe(2);
        deferred.Reason.NextStep.ShouldContain("scope");
    }

    [Fact]
    public async Task A_wrong_secret_is_told_with_every_cause_and_without_the_secret()
    {
        await using var instance = await Instance.StartAsync(c => c with { ClientSecret = "not-the-secret" });

        var deferred = (await instance.WriteAsync(Records.Vendor())).ShouldBeOfType<WriteOutcome.Deferred>();

        deferred.Reason.Code.ShouldBe("servicenow-token-refused");
        foreach (var cause in (string[])["client id and secret", "glide.oauth.inbound.client.credential.grant_type.enabled", "OAuth Application User", "locked", "scope", "system log"])
            deferred.Reason.NextStep.ShouldContain(cause);
        deferred.Reason.ToString().ShouldNotContain("not-the-secret");
        instance.Connection.ToString().ShouldNotContain("not-the-secret");
    }

    [Theory]
    [InlineData(200, "<html>hibernating</html>", "text/html", "servicenow-asleep")]
    [InlineData(503, "", "text/plain", "servicenow-unavailable")]
    [InlineData(200, "{}", "application/json", "servicenow-malformed")]
    [InlineData(200, """{"error":"server_error","error_description":"access_denied"}""", "application/json", "servicenow-token-refused")]
    [InlineData(429, "", "text/plain", "servicenow-throttled")]
    public async Task An_answer_without_a_token_defers_the_write(int status, string body, string type, string code)
    {
        await using var instance = await Instance.StartAsync();
        instance.Fault(new FaultRule { Path = "*oauth_token.do", Status = status, Body = body, ContentType = type });

        (await instance.WriteAsync(Records.Vendor())).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe(code);

        await instance.WrittenAsync(Records.Vendor());
    }

    private static WriteOrder Order() => new(new StagingDocument(Records.Vendor()), new Dictionary<EntityId, string>(), []);

    private static ServiceNowClient Client(StubServer server, TimeProvider time) => new(
        new TargetConnection(server.Address, "the-client", "the+secret", "sn_apay", "apo", new Dictionary<string, string>()),
        OpenGate.Instance, time, LoggerFactory.Create(_ => { }).CreateLogger<ServiceNowClient>());

    private static Task<StubServer> TokenServerAsync(int expiresIn) => StubServer.StartAsync(async (context, request) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(request.Path == "/oauth_token.do"
            ? $$"""{"access_token":"t","scope":"sn_apay","token_type":"Bearer","expires_in":{{expiresIn}}}"""
            : """{"result":[]}""");
    });

    private sealed class MovableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.Parse("2026-11-22T12:00:00Z");

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
