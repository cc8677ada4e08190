using Microsoft.Extensions.DependencyInjection;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;

namespace MlConnector.Actors.Tests.Pipeline;

public class GrantTests
{
    [Fact]
    public async Task A_token_is_renewed_before_it_ends_and_once_for_all_who_want_it()
    {
        await using var pipeline = await ConnectedAsync(bills: 4);
        pipeline.Sandbox.QuickBooks.Settings.AccessTokenLifetime = TimeSpan.FromMinutes(20);
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        await pipeline.PollAsync();
        var (renewals, refused) = (Renewals(pipeline), pipeline.Sandbox.Journal.Requests.Count(r => r.Status == 401));

        pipeline.Time.Ahead = TimeSpan.FromMinutes(16);
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/tokens/bearer", Delay = TimeSpan.FromSeconds(1) });
        var notices = pipeline.Company.Ids("Bill").Select(id => new Notice(EntityType.Bill, id, DateTimeOffset.UtcNow)).ToList();
        await pipeline.Connector.NotifyAsync(new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = notices }, default);
        await pipeline.PollAsync();

        await Eventually.Holds(async () => (await StateAsync(pipeline)).Board.ToRead.IsEmpty);
        Renewals(pipeline).ShouldBe(renewals + 1);
        pipeline.Sandbox.Journal.Requests.Count(r => r.Status == 401).ShouldBe(refused);
    }

    [Fact]
    public async Task A_connection_that_is_written_again_as_it_was_keeps_the_token_that_refreshes_have_brought()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        var token = pipeline.Sandbox.QuickBooks.Connect(pipeline.Company.RealmId);
        Task<bool> WriteAsync(string name) => pipeline.Connector.SaveAsync(
            pipeline.Realm, pipeline.Settings() with { Name = name }, pipeline.Sealer.Seal(pipeline.Sandbox.ServiceNow.Settings.ClientSecret), pipeline.Sealer.Seal(token), false, default);
        await WriteAsync("Acme");
        await pipeline.PollAsync();
        pipeline.Time.Ahead = TimeSpan.FromHours(25);
        await pipeline.PollAsync();
        var grant = (await StateAsync(pipeline)).Grant!;
        pipeline.Sealer.Open(grant.RefreshToken).ShouldNotBe(token);

        await WriteAsync("Acme Books");

        var state = await StateAsync(pipeline);
        (state.Settings!.Name, state.Grant).ShouldBe(("Acme Books", grant));
        (await pipeline.PollAsync()).Outcome.ShouldBe("Completed");
        // one that is no good any more is what an operator says it is
        pipeline.Sandbox.QuickBooks.Disconnect(pipeline.Company.RealmId);
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        await pipeline.PollAsync();
        await WriteAsync("Acme Books");
        (await StateAsync(pipeline)).Grant!.RefreshToken.ShouldBe(pipeline.Sealer.Seal(token));
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, "<html>maintenance</html>")]
    [InlineData(200, """{"access_token":"a","expires_in":3600}""")]
    [InlineData(503, """{"error":"invalid_grant"}""")]
    public async Task What_is_no_grant_overwrites_none(int status, string body)
    {
        await using var pipeline = await ConnectedAsync();
        var grant = (await StateAsync(pipeline)).Grant;
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        // also what is tried again by itself, before the test has looked
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/tokens/bearer", Status = status, Body = body, Times = int.MaxValue });

        (await pipeline.PollAsync()).Outcome.ShouldStartWith("Failed");

        var state = await StateAsync(pipeline);
        state.Grant.ShouldBe(grant);
        state.Status.ShouldBe(RealmStatus.Active);
        pipeline.Sandbox.Faults.Clear();
        await Eventually.Holds(async () => (await StateAsync(pipeline)).LastPoll!.Outcome == "Completed");
    }

    [Fact]
    public async Task A_wrong_secret_of_the_app_is_not_the_grants_fault_and_is_tried_again_by_itself()
    {
        await using var pipeline = await ConnectedAsync();
        var settings = pipeline.Sandbox.QuickBooks.Settings;
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        var secret = settings.ClientSecret;
        settings.ClientSecret = "another";

        (await pipeline.PollAsync()).Outcome.ShouldContain("MlConnector:QuickBooks:ClientId and ClientSecret");
        (await StateAsync(pipeline)).Status.ShouldBe(RealmStatus.Active);

        settings.ClientSecret = secret;
        await Eventually.Holds(async () => (await StateAsync(pipeline)).LastPoll!.Outcome == "Completed");
    }

    [Fact]
    public async Task A_refused_token_is_looked_up_again_and_gives_way_to_a_newer_one_that_another_process_stored()
    {
        await using var pipeline = await ConnectedAsync();
        using (var other = await pipeline.StartAnotherNodeAsync())
        {
            pipeline.Sandbox.QuickBooks.Disconnect(pipeline.Company.RealmId);
            var again = pipeline.Sealer.Seal(pipeline.Sandbox.QuickBooks.Connect(pipeline.Company.RealmId));
            await other.Services.GetRequiredService<IConnector>().SaveAsync(pipeline.Realm, pipeline.Settings(), null, again, false, default);
            await other.StopAsync();
        }

        // who asks for the poll in which this comes to light gets no answer
        await Eventually.Holds(async () => (await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.FromSeconds(2), default)).Poll is { Outcome: "Completed" });

        (await StateAsync(pipeline)).Status.ShouldBe(RealmStatus.Active);
        pipeline.Sandbox.Journal.Requests.Count(r => r is { Kind: "quickbooks.token", Status: 400 }).ShouldBe(1);
    }

    [Theory]
    [InlineData(401, """{"fault":{"error":[{"message":"message=AuthenticationFailed; errorCode=003200; statusCode=401","code":"3200"}],"type":"AUTHENTICATION"}}""", true, 1)]
    [InlineData(401, "<html>no</html>", false, 1)]
    [InlineData(403, """{"fault":{"error":[{"message":"message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403","code":"3100"}],"type":"SERVICE"}}""", true, 0)]
    [InlineData(403, """{"Fault":{"Error":[{"Message":"Authorization Failure","Detail":"AuthorizationFailure: Unknown Error during Authentication, -11014","code":"120"}],"type":"AuthorizationFault"}}""", true, 0)]
    [InlineData(403, "<html>no</html>", false, 0)]
    public async Task A_company_that_may_not_be_read_any_more_needs_a_person_and_says_so(int status, string body, bool ends, int renewed)
    {
        await using var pipeline = await ConnectedAsync();
        var renewals = Renewals(pipeline);
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc*", Times = int.MaxValue, Status = status, Body = body });

        (await pipeline.PollAsync()).Outcome.ShouldStartWith("Failed");

        var state = await StateAsync(pipeline);
        Renewals(pipeline).ShouldBe(renewals + renewed);
        state.Status.ShouldBe(ends ? RealmStatus.NeedsReconnect : RealmStatus.Active);
        if (ends) state.GrantFault!.NextStep.ShouldContain("connect", Case.Insensitive);
    }

    [Fact]
    public async Task A_grant_of_a_paused_company_is_kept_alive_and_its_end_warned_of_once()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        pipeline.Sandbox.QuickBooks.Settings.GrantLifetime = TimeSpan.FromDays(70);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        await pipeline.Connector.PauseAsync(pipeline.Realm, default);
        (await StateAsync(pipeline)).ExpiryWarned.ShouldBeNull();
        await pipeline.StopNodeAsync();

        pipeline.Time.Ahead = TimeSpan.FromDays(60);
        await pipeline.StartNodeAsync();
        await Eventually.Holds(async () => (await StateAsync(pipeline)).Grant!.RefreshExpiresAt > pipeline.Time.GetUtcNow().AddDays(99));

        Renewals(pipeline).ShouldBe(2);
        var warned = (await StateAsync(pipeline)).ExpiryWarned.ShouldNotBeNull();
        warned.DaysAhead.ShouldBe(30);
        await pipeline.StopNodeAsync();
        await pipeline.StartNodeAsync();
        (await StateAsync(pipeline)).ExpiryWarned.ShouldBe(warned);
        Renewals(pipeline).ShouldBe(2);
    }

    [Fact]
    public async Task A_company_that_is_removed_has_its_grant_revoked_and_forgotten()
    {
        await using var pipeline = await ConnectedAsync();
        (await pipeline.Connector.RemoveAsync(pipeline.Realm, default)).ShouldBe(new CommandReply(CommandOutcome.Done));

        pipeline.Sandbox.Journal.Requests.Count(r => r is { Kind: "quickbooks.revoke", Status: 200 }).ShouldBe(1);
        var state = await StateAsync(pipeline);
        (state.Status, state.Grant, state.ServiceNowSecret).ShouldBe((RealmStatus.Disconnected, null, null));
        (await pipeline.Connector.PollAsync(pipeline.Realm, null, default)).Outcome.ShouldBe(CommandOutcome.NotConnected);
    }

    private static async Task<PipelineHost> ConnectedAsync(int bills = 1)
    {
        var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: bills);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        return pipeline;
    }

    private static async Task<RealmState> StateAsync(PipelineHost pipeline) => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State;

    private static int Renewals(PipelineHost pipeline) => pipeline.Sandbox.Journal.Requests.Count(r => r is { Kind: "quickbooks.token", Status: 200 });

    [Fact]
    public async Task A_credential_that_cannot_be_opened_fails_the_poll_and_says_what_to_do()
    {
        await using var pipeline = await ConnectedAsync();
        pipeline.Sealer.Key = "another";
        (await pipeline.PollAsync()).Outcome.ShouldContain("Restore the store whole, or connect the company again.");

        await pipeline.ConnectAsync();
        (await pipeline.PollAsync()).Outcome.ShouldBe("Completed");
    }

    [Fact]
    public async Task A_company_that_failed_unforeseen_is_left_alone_for_a_while_and_asked_goes_on_at_once()
    {
        await using var pipeline = await ConnectedAsync();
        pipeline.Sealer.Seals = false;
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        pipeline.Time.Ahead += TimeSpan.FromHours(2);
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => pipeline.Sealer.Refused > 0);

        (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.NextPollAt!.Value.ShouldBeGreaterThan(pipeline.Time.GetUtcNow().AddSeconds(1));

        pipeline.Sealer.Seals = true;
        (await pipeline.PollAsync()).Outcome.ShouldBe("Completed");
        pipeline.Sealer.Refused.ShouldBe(1);
    }
}
