using System.Net;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Node.Tests.Connections;

namespace MlConnector.Node.Tests.Http;

public sealed class SupplierEndpointsTests(SurfaceFixture surface) : IClassFixture<SurfaceFixture>, IAsyncLifetime
{
    private const string Path = "/api/connections/201/suppliers/46";
    private const string SysId = "c537bae64f411200adf9f8e18110c76e";

    public Task InitializeAsync()
    {
        surface.Connector.NextMapping = new MappingReply(MappingOutcome.Done);
        var id = new EntityId(RealmId.Parse("201"), EntityType.Vendor, "46");
        IReadOnlyList<IEntityEvent> history =
        [
            new RevisionAccepted(new Revision(DateTimeOffset.UnixEpoch, 3, DateTimeOffset.UnixEpoch, "h", """{"Id":"46"}"""), "cdc", DateTimeOffset.UnixEpoch),
            new SupplierMapped(SysId, "Pat", "purchasing says so", DateTimeOffset.UnixEpoch),
        ];
        surface.Connector.Detail = new EntityDetail(id, history.Aggregate(EntityState.Empty, (state, e) => state.Apply(e)), history);
        return surface.PutAsync("/api/connections/201", ConnectionExample.Json);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_choice_is_passed_on_with_who_made_it_and_why_and_answered_with_the_vendor()
    {
        var response = await surface.PutAsync(Path, $$"""{"sysId":"{{SysId}}","by":"Pat","reason":"purchasing says so"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        surface.Connector.Choice.ShouldBe(new SupplierChoice(SysId, "Pat", "purchasing says so"));
        var vendor = await SurfaceFixture.BodyAsync(response);
        vendor["state"]!.GetValue<string>().ShouldBe("Pending");
        vendor["mappedTo"]!.GetValue<string>().ShouldBe(SysId);
        vendor["history"]![1]!.ToJsonString().ShouldBe($$"""{"at":"1970-01-01T00:00:00Z","event":"SupplierMapped","sysId":"{{SysId}}","by":"Pat","why":"purchasing says so"}""");
    }

    [Fact]
    public async Task It_is_taken_back_by_a_deletion()
    {
        (await surface.Http.DeleteAsync($"{Path}?by=Pat&reason=wrong")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        surface.Connector.Choice.ShouldBe(new SupplierChoice(null, "Pat", "wrong"));
    }

    [Theory]
    [InlineData("""{}""", "$.sysId")]
    [InlineData("""{"sysId":"a^NQsys_idISNOTEMPTY"}""", "$.sysId")]
    [InlineData("""{"sysId":"c537bae64f411200adf9f8e18110c76e","who":"Pat"}""", "$.who")]
    public async Task A_faulty_choice_is_told_by_json_path(string body, string path)
    {
        var response = await surface.PutAsync(Path, body);

        await SurfaceFixture.ProblemAsync(response, 400);
        (await SurfaceFixture.BodyAsync(response))["errors"]!.AsObject().Select(e => e.Key).ShouldBe([path]);
    }

    [Theory]
    [InlineData(MappingOutcome.NotConnected, 404, "not connected")]
    [InlineData(MappingOutcome.UnknownVendor, 404, "never reported")]
    [InlineData(MappingOutcome.NoSuchSupplier, 400, "mapping")]
    [InlineData(MappingOutcome.NotVerified, 503, "Nothing is changed")]
    public async Task What_cannot_be_done_is_told_with_what_would_be_right(MappingOutcome outcome, int status, string words)
    {
        surface.Connector.NextMapping = new MappingReply(outcome, new Reason("servicenow-asleep", "It sleeps.", "Wake it."));

        (await SurfaceFixture.ProblemAsync(await surface.PutAsync(Path, $$"""{"sysId":"{{SysId}}"}"""), status)).ShouldContain(words);
    }
}
