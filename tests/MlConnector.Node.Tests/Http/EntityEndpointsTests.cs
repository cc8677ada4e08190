using System.Net;
using System.Text.Json.Nodes;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Node.Tests.Connections;

namespace MlConnector.Node.Tests.Http;

public sealed class EntityEndpointsTests(SurfaceFixture surface) : IClassFixture<SurfaceFixture>, IAsyncLifetime
{
    public Task InitializeAsync() => surface.PutAsync("/api/connections/201", ConnectionExample.Json);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_page_is_filtered_and_gives_the_key_of_the_next()
    {
        var page = JsonNode.Parse(await surface.Http.GetStringAsync("/api/connections/201/entities?type=bill&state=Parked&after=77&limit=5"))!;

        surface.Connector.Query.ShouldBe(new EntityQuery(EntityType.Bill, EntityStatus.Parked, "77", 5));
        page["next"]!.GetValue<string>().ShouldBe("41");
        page["entities"]![0]!.ToJsonString().ShouldBe(
            """{"type":"Bill","id":"25","state":"Parked","reason":{"code":"NoVendor","text":"It has no vendor.","nextStep":"Name one."},"syncToken":3,"sourceUpdatedAt":"1970-01-01T00:00:00Z","changedAt":"1970-01-01T00:00:00Z"}""");
    }

    [Theory]
    [InlineData("type=Invoice", "Vendor, Bill, VendorCredit, BillPayment, JournalEntry")]
    [InlineData("type=1", "Vendor, Bill")]
    [InlineData("state=Done", "Pending, Staged, Parked, Removed, Ignored")]
    [InlineData("state=Unknown", "Pending, Staged")]
    [InlineData("limit=0", "1 to 1000")]
    [InlineData("after=x", "next")]
    [InlineData("after=99999999999999999999", "next")]
    [InlineData("typ=Bill", "type, state, after, limit")]
    public async Task A_filter_that_cannot_be_meant_is_refused_with_what_is_allowed(string query, string allowed)
    {
        (await SurfaceFixture.ProblemAsync(await surface.Http.GetAsync($"/api/connections/201/entities?{query}"), 400)).ShouldContain(allowed);
    }

    [Fact]
    public async Task One_entity_is_shown_with_every_event_of_its_journal()
    {
        var id = new EntityId(RealmId.Parse("201"), EntityType.Bill, "25");
        IReadOnlyList<IEntityEvent> history =
        [
            new RevisionAccepted(new Revision(DateTimeOffset.UnixEpoch, 3, DateTimeOffset.UnixEpoch, "h", """{"Id":"25"}"""), "cdc", DateTimeOffset.UnixEpoch),
            new RecordStaged(1, [new StagedRecord("sn_apo_invoice", id.ExternalKey, "abc")], 4, DateTimeOffset.UnixEpoch.AddSeconds(2)),
        ];
        surface.Connector.Detail = new EntityDetail(id, history.Aggregate(EntityState.Empty, (state, e) => state.Apply(e)), history);

        var entity = JsonNode.Parse(await surface.Http.GetStringAsync("/api/connections/201/entities/Bill/25"))!;

        entity["externalKey"]!.GetValue<string>().ShouldBe("QBO-201-Bill-25");
        entity["state"]!.GetValue<string>().ShouldBe("Staged");
        entity["records"]!.ToJsonString().ShouldBe("""[{"table":"sn_apo_invoice","key":"QBO-201-Bill-25","sysId":"abc"}]""");
        entity["history"]!.AsArray().Select(e => e!["event"]!.GetValue<string>()).ShouldBe(["RevisionAccepted", "RecordStaged"]);
        entity["history"]![0]!["revision"]!["payload"]!["Id"]!.GetValue<string>().ShouldBe("25");
        entity["history"]![1]!["at"]!.GetValue<string>().ShouldBe("1970-01-01T00:00:02Z");
    }

    [Fact]
    public async Task An_entity_that_was_never_reported_is_told_so()
    {
        surface.Connector.Detail = null;

        (await SurfaceFixture.ProblemAsync(await surface.Http.GetAsync("/api/connections/201/entities/Bill/26"), 404)).ShouldContain("never reported");
    }

    [Fact]
    public async Task A_replay_passes_every_filter_on()
    {
        var response = await surface.PostAsync(
            "/api/connections/201/replay",
            """{"types":["Bill"],"ids":["12"],"states":["Parked"],"from":"2026-01-01T00:00:00Z","to":"2026-02-01T00:00:00+01:00","dryRun":true,"reason":"fixed the supplier"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await SurfaceFixture.BodyAsync(response)).ToJsonString().ShouldBe("""{"replayId":"r1","matched":3}""");
        var filter = surface.Connector.Filter!;
        filter.Types.ShouldBe([EntityType.Bill]);
        filter.Ids.ShouldBe(["12"]);
        filter.States.ShouldBe([EntityStatus.Parked]);
        filter.To.ShouldBe(DateTimeOffset.Parse("2026-01-31T23:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        (filter.DryRun, filter.Reason).ShouldBe((true, "fixed the supplier"));
    }

    [Fact]
    public async Task A_faulty_replay_is_told_by_json_path()
    {
        var response = await surface.PostAsync("/api/connections/201/replay", """{"types":["Invoice"],"ids":12,"from":"yesterday","to":"12/01/2026","dryrun":true}""");

        await SurfaceFixture.ProblemAsync(response, 400);
        (await SurfaceFixture.BodyAsync(response))["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["$.dryrun", "$.from", "$.ids", "$.to", "$.types"], ignoreOrder: true);
    }
}
