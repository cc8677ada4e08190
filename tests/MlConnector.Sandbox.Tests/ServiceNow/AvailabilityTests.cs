using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.ServiceNow;

public sealed class AvailabilityTests : SandboxTest
{
    private const string Invoices = "/api/now/table/sn_apo_invoice";

    [Fact]
    public async Task A_call_that_brings_the_session_cookie_back_is_answered_202_and_dropped()
    {
        var first = await ServiceNowAsync(Invoices);
        var cookie = first.Headers["Set-Cookie"].Split(';')[0];
        var dropped = await ServiceNowAsync(Invoices, HttpMethod.Post, Json("{}"), ("Cookie", cookie));

        dropped.Status.ShouldBe(202);
        dropped.Body.ShouldBe("");
        Instance.Rows("sn_apo_invoice").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sleeping_instance_answers_a_page()
    {
        Instance.Settings.Asleep = true;
        var reply = await SendAsync(HttpMethod.Get, Instance.Url + Invoices);
        reply.Status.ShouldBe(200);
        reply.Headers["Content-Type"].ShouldStartWith("text/html");
        reply.Body.ShouldContain("hibernating");
    }

    [Fact]
    public async Task The_hourly_rule_says_when_to_come_back()
    {
        Instance.Settings.RequestsPerHour = 2;
        Time.Advance(TimeSpan.FromMinutes(20));
        await ServiceNowAsync(Invoices);
        await ServiceNowAsync(Invoices);
        var refused = await ServiceNowAsync(Invoices);

        refused.Status.ShouldBe(429);
        refused.Headers["Retry-After"].ShouldBe("2400");
        refused.Headers["X-RateLimit-Reset"].ShouldBe(new DateTimeOffset(2026, 7, 1, 13, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds().ToString());
        refused.Json["error"]!["message"]!.ToString().ShouldBe("Rate limit exceeded");
        Time.Advance(TimeSpan.FromMinutes(40));
        (await ServiceNowAsync(Invoices)).Status.ShouldBe(200);
    }
}
