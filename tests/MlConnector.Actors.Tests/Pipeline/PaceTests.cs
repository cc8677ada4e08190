using System.Diagnostics;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>At which pace an instance is written to, and for whom.</summary>
public class PaceTests
{
    [Fact]
    public async Task Unless_told_otherwise_two_requests_are_in_flight()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 3, bills: 10);
        var serviceNow = pipeline.Sandbox.ServiceNow.Settings;
        // a third would be refused
        (serviceNow.Semaphores, serviceNow.QueueLimit, serviceNow.Latency) = (2, 0, TimeSpan.FromMilliseconds(5));
        await SaveAsync(pipeline, requestsPerSecond: 2000, maxConcurrency: null);

        await pipeline.PollAsync();

        pipeline.Rows("sn_apo_invoice").Count.ShouldBe(10);
        (await DeferredAsync(pipeline)).ShouldBe(0);
    }

    [Fact]
    public async Task A_new_pace_takes_effect_at_once_and_disturbs_nothing_under_way()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 40);
        await SaveAsync(pipeline, requestsPerSecond: 5, maxConcurrency: 1);
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => Requests(pipeline) >= 3);
        var before = Requests(pipeline);
        // some 120 requests are still to come: at the old pace they take 20 s and more
        before.ShouldBeLessThan(40);

        var since = Stopwatch.StartNew();
        await SaveAsync(pipeline, requestsPerSecond: 2000, maxConcurrency: 4);

        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice").Count == 40);
        since.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds((120 - before) / 5.0));
        await pipeline.PollAsync();
        (await DeferredAsync(pipeline)).ShouldBe(0);
    }

    [Fact]
    public async Task A_company_with_hundreds_of_records_does_not_keep_one_with_five_waiting()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 5, bills: 400);
        var small = pipeline.Sandbox.QuickBooks.AddCompany(new CompanySeed { RealmId = "77", Vendors = 1, Bills = 5, Payments = 0, VendorCredits = 0, JournalEntries = 0 });
        await SaveAsync(pipeline, requestsPerSecond: 150, maxConcurrency: 2);
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice").Count > 10);

        await pipeline.Connector.SaveAsync(
            RealmId.Parse(small.RealmId), pipeline.Settings() with { ServiceNow = pipeline.Settings().ServiceNow with { RequestsPerSecond = 150, MaxConcurrency = 2 } },
            pipeline.Sealer.Seal(pipeline.Sandbox.ServiceNow.Settings.ClientSecret), pipeline.Sealer.Seal(pipeline.Sandbox.QuickBooks.Connect(small.RealmId)), false, default);
        (await pipeline.Connector.PollAsync(RealmId.Parse(small.RealmId), TimeSpan.FromSeconds(30), default)).Settled.ShouldBeTrue();

        pipeline.Rows("sn_apo_invoice", "correlation_idSTARTSWITHQBO-77-").Count.ShouldBe(5);
        pipeline.Rows("sn_apo_invoice", $"correlation_idSTARTSWITHQBO-{pipeline.Realm}-").Count.ShouldBeLessThan(300);
    }

    [Fact]
    public async Task A_change_of_today_does_not_wait_behind_what_the_first_reading_brought()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 400);
        var company = pipeline.Company;
        await SaveAsync(pipeline, requestsPerSecond: 150, maxConcurrency: 2);
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice").Count > 10);

        // the one waits already, at the end of the queue
        var (edited, added) = (company.Ids("Bill")[^1], company.AddBill(company.Ids("Vendor")[0], new LineEntry(42m)));
        company.Edit("Bill", edited, b => b["PrivateNote"] = "edited today");
        var notices = new[] { edited, added }.Select(b => new Notice(EntityType.Bill, b, pipeline.Time.GetUtcNow(), $"e{b}")).ToList();
        await pipeline.Connector.NotifyAsync(new Dictionary<RealmId, IReadOnlyList<Notice>> { [pipeline.Realm] = notices }, default);
        await Eventually.Holds(() => new[] { edited, added }.All(b => pipeline.Rows("sn_apo_invoice", $"correlation_id=QBO-{pipeline.Realm}-Bill-{b}").Count == 1));

        pipeline.Rows("sn_apo_invoice").Count.ShouldBeLessThan(300);
        pipeline.Row("sn_apo_invoice", EntityType.Bill, edited)["memo"].ShouldBe("edited today");
        await SaveAsync(pipeline, requestsPerSecond: 2000, maxConcurrency: 4);
        await pipeline.PollAsync();
        pipeline.Rows("sn_apo_invoice").Select(r => r["correlation_id"]).Order()
            .ShouldBe(company.Ids("Bill").Select(b => new EntityId(pipeline.Realm, EntityType.Bill, b).ExternalKey).Order());
    }

    [Fact]
    public async Task An_instance_that_asks_for_an_hour_is_left_alone_and_what_waits_survives_a_restart()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2);
        await SaveAsync(pipeline, requestsPerSecond: 2000, maxConcurrency: 2);
        await pipeline.PollAsync();
        for (var i = 0; i < 10; i++) pipeline.Company.AddBill(pipeline.Company.Ids("Vendor")[0], new LineEntry(10m));
        var refusal = pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "/servicenow/api/*", Times = int.MaxValue, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "3540" },
        });
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(async () =>
            (await pipeline.Connector.EntitiesAsync(pipeline.Realm, new EntityQuery(null, EntityStatus.Pending, null, 50), default))!.Rows.Any(r => r.Reason?.Code == "servicenow-throttled"));
        var asked = refusal.Hits;

        // longer than any delay that would be chosen here
        await Task.Delay(TimeSpan.FromSeconds(1.5));

        refusal.Hits.ShouldBe(asked);
        asked.ShouldBeLessThan(10);
        await pipeline.StopNodeAsync();
        pipeline.Sandbox.Faults.Clear();
        await pipeline.StartNodeAsync();
        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice").Count == 10);
    }

    private static Task SaveAsync(PipelineHost pipeline, int? requestsPerSecond, int? maxConcurrency) => pipeline.Connector.SaveAsync(
        pipeline.Realm,
        pipeline.Settings() with { ServiceNow = pipeline.Settings().ServiceNow with { RequestsPerSecond = requestsPerSecond, MaxConcurrency = maxConcurrency } },
        pipeline.Sealer.Seal(pipeline.Sandbox.ServiceNow.Settings.ClientSecret), pipeline.Sealer.Seal(pipeline.Sandbox.QuickBooks.Connect(pipeline.Company.RealmId)), false, default);

    private static int Requests(PipelineHost pipeline) => pipeline.Sandbox.Journal.Requests.Count(r => r.Path.StartsWith("/servicenow/api/", StringComparison.Ordinal));

    /// <summary>How often a write had to be put off.</summary>
    private static async Task<int> DeferredAsync(PipelineHost pipeline)
    {
        var deferred = 0;
        foreach (var bill in pipeline.Company.Ids("Bill"))
            deferred += (await pipeline.EntityAsync(EntityType.Bill, bill)).History.OfType<WriteDeferred>().Count(d => d.Reason.Code != "waits-for-record");
        return deferred;
    }
}
