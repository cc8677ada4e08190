using MlConnector.Domain;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>How an instance is asked for its side of the books.</summary>
public class ReconcilePaceTests
{
    [Fact]
    public async Task Who_compares_takes_turns_with_who_writes()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 30);
        var serviceNow = pipeline.Sandbox.ServiceNow.Settings;
        // a second request at the same time would be refused
        (serviceNow.Semaphores, serviceNow.QueueLimit, serviceNow.Latency) = (1, 0, TimeSpan.FromMilliseconds(20));
        await pipeline.ConnectAsync(settings: pipeline.Settings() with { ServiceNow = pipeline.Settings().ServiceNow with { MaxConcurrency = 1 } });
        var writing = pipeline.PollAsync();
        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice").Count > 0);

        (await ReconcileAsync(pipeline)).Report.ShouldNotBeNull();
        await writing;

        var requests = pipeline.Sandbox.Journal.Requests.ToList();
        requests.FindIndex(r => r.Query.Contains("STARTSWITH", StringComparison.Ordinal))
            .ShouldBeInRange(0, requests.FindLastIndex(r => r is { Method: "POST", Path: "/servicenow/api/now/table/sn_apo_invoice" }));
        requests.ShouldAllBe(r => r.Status != 429);
        (await ReconcileAsync(pipeline)).Report!.Agrees.ShouldBeTrue();
    }

    [Fact]
    public async Task A_read_that_fails_for_a_moment_is_done_again_and_no_row_is_counted_twice()
    {
        await using var pipeline = await StagedAsync();
        var faults = new[]
        {
            new FaultRule { Method = "GET", Path = "*/sn_fin_supplier", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } },
            new FaultRule { Method = "GET", Path = "*/sn_apo_invoice", Status = 503 },
            new FaultRule { Method = "GET", Path = "*/sn_apo_invoice_line", CutBodyAt = 40 },
            new FaultRule { Method = "GET", Path = "*/sn_apo_payment", Drop = true },
        };
        foreach (var fault in faults) pipeline.Sandbox.Faults.Add(fault);

        var report = (await ReconcileAsync(pipeline)).Report.ShouldNotBeNull();

        faults.ShouldAllBe(f => f.Hits == 1);
        report.Agrees.ShouldBeTrue();
        report.Figures.Single(f => f is { Type: EntityType.Bill, Name: "lines" }).ServiceNow.ShouldBe(2);
    }

    [Fact]
    public async Task An_instance_that_stays_down_is_asked_a_few_times_and_then_told_of()
    {
        await using var pipeline = await StagedAsync();
        var fault = pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Method = "GET", Path = "*/sn_apo_invoice", Times = int.MaxValue, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "0" },
        });

        var reply = await ReconcileAsync(pipeline);

        fault.Hits.ShouldBe(4);
        reply.Report.ShouldBeNull();
        reply.Reason!.Code.ShouldBe("servicenow-throttled");
        reply.Reason.Text.ShouldContain("asked 4 times");
    }

    [Fact]
    public async Task An_instance_that_asks_who_compares_for_an_hour_is_left_alone_by_all()
    {
        await using var pipeline = await StagedAsync();
        var fault = pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "/servicenow/api/*", Times = int.MaxValue, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "3540" },
        });

        (await ReconcileAsync(pipeline)).Reason!.NextStep.ShouldBe("Reconcile again in 59 min: the instance asks to be left alone so long.");
        (await ReconcileAsync(pipeline)).Reason!.Code.ShouldBe("servicenow-throttled");

        pipeline.Company.AddVendor("Cal Telephone");
        (await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.FromSeconds(1), default)).Settled.ShouldBeFalse();
        fault.Hits.ShouldBe(1);
    }

    [Fact]
    public async Task A_paused_company_is_compared_too_by_a_node_that_has_written_nothing()
    {
        await using var pipeline = await StagedAsync();
        await pipeline.Connector.PauseAsync(pipeline.Realm, default);
        await pipeline.StopNodeAsync();
        await pipeline.StartNodeAsync();

        (await ReconcileAsync(pipeline)).Report!.Agrees.ShouldBeTrue();
    }

    private static async Task<PipelineHost> StagedAsync()
    {
        var pipeline = await PipelineHost.StartAsync();
        pipeline.Company.AddBill(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(80m), new LineEntry(20m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        return pipeline;
    }

    private static async Task<ReconcileReply> ReconcileAsync(PipelineHost pipeline) => (await pipeline.Connector.ReconcileAsync(pipeline.Realm, default)).ShouldNotBeNull();
}
