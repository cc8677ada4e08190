using System.Net;
using System.Text.Json.Nodes;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Node.Tests.Connections;

namespace MlConnector.Node.Tests.Http;

public sealed class ConnectionEndpointsTests(SurfaceFixture surface) : IClassFixture<SurfaceFixture>
{
    [Fact]
    public async Task A_new_connection_is_created_and_read_back_without_its_secrets()
    {
        var response = await surface.PutAsync("/api/connections/101", ConnectionExample.Json);

        response.StatusCode.ShouldBe(HttpStatusCode.Created);
        response.Headers.Location!.OriginalString.ShouldBe("/api/connections/101");
        var text = await surface.Http.GetStringAsync("/api/connections/101");
        text.ShouldNotContain("secret");
        var read = JsonNode.Parse(text)!.AsObject();
        var written = ConnectionExample.Node;
        written["quickBooks"] = new JsonObject();
        written["serviceNow"]!.AsObject().Remove("clientSecret");
        foreach (var (name, value) in written) read[name]!.ToJsonString().ShouldBe(value!.ToJsonString());
        read["status"]!.GetValue<string>().ShouldBe("Active");
        read["cursor"].ShouldBeNull();
        read["nextPollAt"]!.GetValue<string>().ShouldBe("1970-01-01T00:00:00Z");
        read["counts"]!.ToJsonString().ShouldBe("""{"Pending":0,"Staged":7,"Parked":0,"Removed":0,"Ignored":0}""");
        read["calls"]!.ToJsonString().ShouldBe("""{"quickBooksThisMonth":0,"budget":500000,"serviceNowThisMonth":12}""");
        read["tokens"]!.AsObject().Select(m => m.Key).ShouldBe(["accessExpiresAt", "refreshExpiresAt"]);
    }

    [Fact]
    public async Task Secrets_reach_the_connector_sealed()
    {
        await surface.PutAsync("/api/connections/102", ConnectionExample.Json);

        surface.Connector["102"].ServiceNowSecret!.Value.ShouldBe("1-terces-SC");
        surface.Connector["102"].Grant!.RefreshToken.Value.ShouldBe("1-terces-TR");
    }

    [Fact]
    public async Task What_was_read_can_be_written_again_and_keeps_the_secrets()
    {
        await surface.PutAsync("/api/connections/103", ConnectionExample.Json);
        var before = surface.Connector["103"];

        var response = await surface.PutAsync("/api/connections/103", await surface.Http.GetStringAsync("/api/connections/103"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        surface.Connector["103"].ShouldBe(before);
    }

    [Fact]
    public async Task A_first_write_without_the_client_secret_is_refused()
    {
        var json = ConnectionExample.Node;
        json["serviceNow"]!.AsObject().Remove("clientSecret");

        var response = await surface.PutAsync("/api/connections/104", json.ToJsonString());

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SurfaceFixture.BodyAsync(response))["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["$.serviceNow.clientSecret"]);
    }

    [Fact]
    public async Task An_active_connection_says_when_its_authorization_ends_and_why_it_is_polled_less_often()
    {
        await surface.PutAsync("/api/connections/111", ConnectionExample.Json);
        var ends = DateTimeOffset.UtcNow.AddDays(20);
        surface.Connector["111"] = surface.Connector["111"].Apply(
            new GrantStored(new Grant(null, null, new SealedSecret("x"), null, ends), GrantStored.FromRefresh, DateTimeOffset.UtcNow));
        surface.Connector.Pace = new Reason("calls-slowed", "Polling is slowed.", "Poll less often.");

        var read = await SurfaceFixture.BodyAsync(await surface.Http.GetAsync("/api/connections/111"));
        surface.Connector.Pace = null;

        read["status"]!.GetValue<string>().ShouldBe("Active");
        var reason = read["statusReason"]!.GetValue<string>();
        reason.ShouldContain($"ends for good at {ends.UtcDateTime:yyyy-MM-dd}");
        reason.ShouldContain("https://connector.test/connect/quickbooks?realmId=111");
        reason.ShouldContain("Polling is slowed. Poll less often.");
        read["tokens"]!["hardExpiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(ends, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_active_connection_says_that_QuickBooks_counts_more_than_was_read_while_that_is_so()
    {
        await surface.PutAsync("/api/connections/112", ConnectionExample.Json);
        var (from, at) = (DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow);
        surface.Connector["112"] = surface.Connector["112"].Apply(new SyncStarted(from, at, [EntityType.Bill], at)).Apply(new SyncDisagreed(EntityType.Bill, 1200, 1199, 3, at));
        (await ReasonAsync())!.ShouldContain("QuickBooks counted 1200 in its window, and its pages held 1199.");

        surface.Connector["112"] = surface.Connector["112"].Apply(new SyncAdvanced(EntityType.Bill, 200, true, at));
        (await ReasonAsync()).ShouldBeNull();

        async Task<string?> ReasonAsync() => (await SurfaceFixture.BodyAsync(await surface.Http.GetAsync("/api/connections/112")))["statusReason"]?.GetValue<string>();
    }

    [Fact]
    public async Task Without_a_grant_it_waits_for_one_and_says_so()
    {
        var json = ConnectionExample.Node;
        json.Remove("quickBooks");

        var body = await SurfaceFixture.BodyAsync(await surface.PutAsync("/api/connections/105", json.ToJsonString()));

        body["status"]!.GetValue<string>().ShouldBe("NeedsReconnect");
        body["statusReason"]!.GetValue<string>().ShouldContain("refreshToken");
        body["statusReason"]!.GetValue<string>().ShouldContain("https://connector.test/connect/quickbooks?realmId=");
    }

    [Fact]
    public async Task Malformed_json_is_told_with_where()
    {
        var detail = await SurfaceFixture.ProblemAsync(await surface.PutAsync("/api/connections/106", """{"name": "x",, }"""), 400);

        detail.ShouldContain("LineNumber: 0");
    }

    [Theory]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"\ud800":"x"}""")]
    [InlineData("""{"vendorMatch":["\udc00"]}""")]
    public async Task Text_that_is_no_Unicode_is_refused(string json) =>
        (await SurfaceFixture.ProblemAsync(await surface.PutAsync("/api/connections/104", json), 400)).ShouldContain("Unicode");

    [Fact]
    public async Task A_member_given_twice_is_refused()
    {
        await SurfaceFixture.ProblemAsync(await surface.PutAsync("/api/connections/106", """{"name":"a","name":"b"}"""), 400);
    }

    [Fact]
    public async Task A_faulty_connection_is_told_by_json_path()
    {
        var response = await surface.PutAsync("/api/connections/106", """{"name":"x","syncFrom":"soon"}""");

        await SurfaceFixture.ProblemAsync(response, 400);
        (await SurfaceFixture.BodyAsync(response))["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["$.serviceNow", "$.syncFrom"], ignoreOrder: true);
    }

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        (await SurfaceFixture.ProblemAsync(await surface.Http.PutAsync("/api/connections/106", new StringContent("name=x")), 415)).ShouldContain("application/json");
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused()
    {
        var response = await surface.PutAsync("/api/connections/106", $$"""{"name":"{{new string('x', 400_000)}}"}""");

        (await SurfaceFixture.ProblemAsync(response, 413)).ShouldContain("256 KiB");
    }

    [Theory]
    [InlineData("12a")]
    [InlineData("123456789012345678901")]
    public async Task What_is_no_realm_id_is_refused(string realm)
    {
        (await SurfaceFixture.ProblemAsync(await surface.Http.GetAsync($"/api/connections/{realm}"), 400)).ShouldContain("decimal digits");
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/poll")]
    [InlineData("POST", "/pause")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/replay")]
    [InlineData("GET", "/entities")]
    public async Task A_realm_that_is_not_connected_is_told_so(string method, string call)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/connections/999{call}") { Content = method == "POST" ? SurfaceFixture.Json("{}") : null };

        (await SurfaceFixture.ProblemAsync(await surface.Http.SendAsync(request), 404)).ShouldContain("Realm 999 is not connected");
    }

    [Fact]
    public async Task Pause_resume_and_delete_show_in_the_status()
    {
        await surface.PutAsync("/api/connections/107", ConnectionExample.Json);

        (await Status(await surface.PostAsync("/api/connections/107/pause"))).ShouldBe("Paused");
        (await Status(await surface.PostAsync("/api/connections/107/resume"))).ShouldBe("Active");
        (await Status(await surface.Http.DeleteAsync("/api/connections/107"))).ShouldBe("Disconnected");
        surface.Connector["107"].ServiceNowSecret.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_removes_a_connection_is_told_where_Intuit_did_not_confirm_that_its_grant_ended()
    {
        await surface.PutAsync("/api/connections/113", ConnectionExample.Json);
        surface.Connector.NotRevoked = "Intuit did not confirm the revocation: it took too long.";

        var body = await SurfaceFixture.BodyAsync(await surface.Http.DeleteAsync("/api/connections/113"));
        surface.Connector.NotRevoked = null;

        body["status"]!.GetValue<string>().ShouldBe("Disconnected");
        body["statusReason"]!.GetValue<string>().ShouldEndWith("Intuit did not confirm the revocation: it took too long.");
    }

    [Fact]
    public async Task The_list_holds_every_connection()
    {
        await surface.PutAsync("/api/connections/108", ConnectionExample.Json);

        var list = JsonNode.Parse(await surface.Http.GetStringAsync("/api/connections"))!.AsArray();

        list.Select(c => c!["realmId"]!.GetValue<string>()).ShouldContain("108");
    }

    [Fact]
    public async Task A_poll_is_accepted_at_once_and_with_wait_answered_when_it_is_settled()
    {
        await surface.PutAsync("/api/connections/109", ConnectionExample.Json);
        surface.Connector.NextPoll = new PollReply(CommandOutcome.Done, false, null);
        (await surface.PostAsync("/api/connections/109/poll")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        surface.Connector.Waited.ShouldBeNull();

        surface.Connector.NextPoll = new PollReply(CommandOutcome.Done, true, new LastPoll(DateTimeOffset.UnixEpoch, "Completed", 4));
        var response = await surface.PostAsync("/api/connections/109/poll?wait=30");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        surface.Connector.Waited.ShouldBe(TimeSpan.FromSeconds(30));
        (await SurfaceFixture.BodyAsync(response)).ToJsonString().ShouldBe("""{"settled":true,"poll":{"at":"1970-01-01T00:00:00Z","outcome":"Completed","changes":4}}""");
    }

    [Fact]
    public async Task A_poll_that_is_refused_says_why()
    {
        await surface.PutAsync("/api/connections/110", ConnectionExample.Json);
        surface.Connector.NextPoll = new PollReply(CommandOutcome.Refused, false, null, "It is paused. Resume it first.");

        (await SurfaceFixture.ProblemAsync(await surface.PostAsync("/api/connections/110/poll"), 409)).ShouldBe("It is paused. Resume it first.");
    }

    [Theory]
    [InlineData("wait=soon")]
    [InlineData("wait=-1")]
    [InlineData("wiat=3")]
    public async Task A_parameter_that_cannot_be_meant_is_refused(string query)
    {
        await SurfaceFixture.ProblemAsync(await surface.PostAsync($"/api/connections/101/poll?{query}"), 400);
    }

    [Fact]
    public async Task What_a_caller_did_wrong_is_no_error_of_the_node()
    {
        await SurfaceFixture.ProblemAsync(await surface.PutAsync("/api/connections/114", "{ oops"), 400);
        await SurfaceFixture.ProblemAsync(await surface.PostAsync("/api/connections/114/poll?wait=oops"), 400);

        surface.Errors.Lines.ShouldNotContain(line => line.Contains("oops", StringComparison.Ordinal) || line.Contains("LineNumber", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connector_that_gives_no_answer_makes_503()
    {
        surface.Connector.Fault = new TimeoutException("Realm 1 gave no answer within 20 s.");
        try
        {
            (await SurfaceFixture.ProblemAsync(await surface.Http.GetAsync("/api/connections/1"), 503)).ShouldContain("no answer");
        }
        finally
        {
            surface.Connector.Fault = null;
        }
    }

    private static async Task<string> Status(HttpResponseMessage response) => (await SurfaceFixture.BodyAsync(response))["status"]!.GetValue<string>();
}
