using MlConnector.Domain.Checks;
using MlConnector.Sandbox.Http;

namespace MlConnector.Actors.Tests.Pipeline;

public class ChecksTests
{
    [Fact]
    public async Task A_connection_as_it_should_be_fails_no_check_on_either_side()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 3);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var report = (await pipeline.Connector.PingAsync(pipeline.Realm, default)).ShouldNotBeNull();

        report.Ok.ShouldBeTrue(string.Join('\n', report.Checks));
        report.Name.ShouldBe(pipeline.Company.Name);
        report.Checks.Select(c => c.Side).Distinct().ShouldBe([CheckSide.QuickBooks, CheckSide.ServiceNow]);
        var quickBooks = QuickBooks(report);
        quickBooks.Values.ShouldAllBe(c => c.Ok == true);
        quickBooks.Keys.ShouldBe(
            ["token", "company", "home currency", "accounts payable", "entity Vendor", "entity Bill", "entity VendorCredit", "entity BillPayment", "entity JournalEntry"]);
        quickBooks["company"].Detail.ShouldBe($"{pipeline.Company.Name}, US.");
        quickBooks["home currency"].Detail.ShouldBe("USD; multicurrency is on.");
        quickBooks["accounts payable"].Detail.ShouldContain("Accounts Payable (A/P)");
        quickBooks["entity Bill"].Detail.ShouldContain(" 3.");
        report.Checks.Single(c => c.Name == "table sn_apo_invoice").Ok.ShouldBe(true);
    }

    [Fact]
    public async Task A_company_that_is_not_connected_has_nothing_to_check()
    {
        await using var pipeline = await PipelineHost.StartAsync();

        (await pipeline.Connector.PingAsync(pipeline.Realm, default)).ShouldBeNull();
    }

    [Fact]
    public async Task Many_checks_at_once_renew_an_expired_token_once()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        pipeline.Sandbox.Journal.Clear();

        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pipeline.Connector.PingAsync(pipeline.Realm, default)));

        reports.ShouldAllBe(r => r!.Checks.Single(c => c.Side == CheckSide.QuickBooks && c.Name == "token").Ok == true);
        pipeline.Sandbox.Journal.Count("quickbooks.token").ShouldBe(1);
    }

    [Fact]
    public async Task A_grant_that_is_gone_fails_the_token_and_leaves_the_rest_unknown()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.QuickBooks.Disconnect(pipeline.Company.RealmId);

        var report = await pipeline.Connector.PingAsync(pipeline.Realm, default);

        report!.Ok.ShouldBeFalse();
        var quickBooks = QuickBooks(report);
        quickBooks["token"].Ok.ShouldBe(false);
        quickBooks["token"].Remedy.ShouldNotBeNull().ShouldContain("Connect the company again");
        quickBooks.Values.Where(c => c.Name != "token").ShouldAllBe(c => c.Ok == null);
    }

    [Fact]
    public async Task A_paused_connection_can_be_checked()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        await pipeline.Connector.PauseAsync(pipeline.Realm, default);

        QuickBooks(await pipeline.Connector.PingAsync(pipeline.Realm, default))["company"].Ok.ShouldBe(true);
    }

    [Fact]
    public async Task An_entity_that_the_company_does_not_offer_fails_alone()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "*/query*", Query = "*from JournalEntry*", Status = 400,
            Body = """{"Fault":{"Error":[{"Message":"Feature Not Supported Error","Detail":"","code":"5030","element":""}],"type":"ValidationFault"},"time":"2026-01-01T00:00:00.000-08:00"}""",
        });

        var quickBooks = QuickBooks(await pipeline.Connector.PingAsync(pipeline.Realm, default));

        quickBooks["entity JournalEntry"].Ok.ShouldBe(false);
        quickBooks["entity JournalEntry"].Detail.ShouldContain("plan");
        quickBooks.Values.Count(c => c.Ok == true).ShouldBe(8);
    }

    [Fact]
    public async Task What_a_broken_server_did_not_answer_is_unknown()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.Faults.Add(KnownFaults.BadGateway("*/preferences*"));
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query*", Query = "*from Account*", Status = 200, Body = """{"QueryResponse":{},"time":"2026-01-01T00:00:00.000-08:00"}""" });

        var report = await pipeline.Connector.PingAsync(pipeline.Realm, default);

        var quickBooks = QuickBooks(report);
        quickBooks["home currency"].Ok.ShouldBeNull();
        quickBooks["home currency"].Detail.ShouldContain("502");
        quickBooks["accounts payable"].Ok.ShouldBe(false);
        quickBooks["accounts payable"].Detail.ShouldContain("no active account");
        quickBooks["company"].Ok.ShouldBe(true);
    }

    [Fact]
    public async Task A_company_that_does_not_name_its_currency_leaves_it_unknown()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/preferences*", Status = 200, Body = """{"Preferences":{},"time":"2026-01-01T00:00:00.000-08:00"}""" });

        QuickBooks(await pipeline.Connector.PingAsync(pipeline.Realm, default))["home currency"].Ok.ShouldBeNull();
    }

    private static Dictionary<string, Check> QuickBooks(PingReport? report) =>
        report.ShouldNotBeNull().Checks.Where(c => c.Side == CheckSide.QuickBooks).ToDictionary(c => c.Name);
}
