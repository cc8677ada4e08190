using System.Collections.Concurrent;
using MlConnector.Actors.Realms;
using MlConnector.Domain;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.Tests.Pipeline;

public class FirstReadingTests
{
    [Fact]
    public async Task Nothing_is_skipped_when_bills_change_while_their_pages_are_read()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 5, bills: 2500);
        var bills = pipeline.Company.Ids("Bill");
        var pages = 0;
        // each answered page is followed by edits of bills that it held: they leave the window and shift the rest of it
        pipeline.Sandbox.Journal.Added += request =>
        {
            if (request.Path.EndsWith("/query", StringComparison.Ordinal) && request.Query.Contains("Bill", StringComparison.Ordinal))
            {
                foreach (var bill in bills.Skip(200 * pages++).Take(40)) pipeline.Company.Edit("Bill", bill, b => b["PrivateNote"] = $"edited {pages}");
            }
        };
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pages.ShouldBeGreaterThan(2);
        pipeline.Rows("sn_apo_invoice").Select(r => r["correlation_id"]).Order()
            .ShouldBe(bills.Select(b => new EntityId(pipeline.Realm, EntityType.Bill, b).ExternalKey).Order());
    }

    [Fact]
    public async Task The_pages_of_a_large_company_wait_for_what_ServiceNow_has_not_taken_yet()
    {
        const int vendors = 20, bills = 3200;
        await using var pipeline = await PipelineHost.StartAsync(vendors, bills);
        var pages = new ConcurrentQueue<int>();
        pipeline.Sandbox.Journal.Added += request =>
        {
            if (request.Kind == "quickbooks.query" && request.Query.Contains("select%20%2A%20from%20Bill%20", StringComparison.Ordinal))
                pages.Enqueue(pipeline.Sandbox.ServiceNow["sn_fin_supplier"].Count + pipeline.Sandbox.ServiceNow["sn_apo_invoice"].Count);
        };
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var parked = await pipeline.Connector.EntitiesAsync(pipeline.Realm, new EntityQuery(null, EntityStatus.Parked, null, 5), default);
        parked!.Rows.ShouldBeEmpty();
        pages.Count.ShouldBe(4);
        // a page begins with the rows of the instant that the one before it ended with: fewer than 1,000 are new
        const int repeated = 20;
        foreach (var (page, written) in pages.Index())
            (vendors + 1000 * page - written).ShouldBeLessThanOrEqualTo(RealmActor.MostUnsettled + repeated, $"page {page + 1}");
        var view = await pipeline.Connector.GetAsync(pipeline.Realm, default);
        view!.Counts.ShouldBe(new Dictionary<EntityStatus, int> { [EntityStatus.Staged] = vendors + bills }, ignoreOrder: true);
        pipeline.Rows("sn_apo_invoice").Select(r => r["correlation_id"]).Order()
            .ShouldBe(pipeline.Company.Ids("Bill").Select(b => new EntityId(pipeline.Realm, EntityType.Bill, b).ExternalKey).Order());
    }

    [Fact]
    public async Task When_the_first_day_is_moved_back_what_lies_between_is_read()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 12);
        await pipeline.ConnectAsync(settings: pipeline.Settings() with { SyncFrom = DateOnly.FromDateTime(pipeline.Time.GetUtcNow().UtcDateTime).AddDays(1) });
        await pipeline.PollAsync();
        pipeline.Rows("sn_apo_invoice").ShouldBeEmpty();

        await pipeline.Connector.SaveAsync(pipeline.Realm, pipeline.Settings(), null, null, false, default);
        await pipeline.PollAsync();
        pipeline.Rows("sn_apo_invoice").Count.ShouldBe(12);
    }
}
