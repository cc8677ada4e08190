using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Node.Webhooks;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Webhooks;

namespace MlConnector.Node.Tests.Intuit;

public sealed class WebhookTests
{
    [Theory]
    [InlineData(WebhookFormat.CloudEvents)]
    [InlineData(WebhookFormat.Legacy)]
    public async Task A_new_bill_stands_in_ServiceNow_by_one_read_and_no_poll(WebhookFormat format)
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        node.Intuit.Webhooks.Format = format;
        var bill = company.AddBill(company.Ids("Vendor")[0], new LineEntry(42m));
        (await TellAsync(node, "Bill")).ShouldBe([200]);

        await SandboxedNode.EventuallyAsync(() => node.Row("sn_apo_invoice", company.RealmId, EntityType.Bill, bill)?["invoice_amount"] == "42.00");
        node.Sandbox.Journal.Count("quickbooks.read.Bill").ShouldBe(1);
        node.Sandbox.Journal.Count("quickbooks.cdc").ShouldBe(0);
    }

    [Fact]
    public async Task Duplicates_cost_no_call_also_after_a_restart()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        var change = new CompanyChange(company.RealmId, "Bill", company.Ids("Bill")[0], "Update", DateTimeOffset.UtcNow);
        (await node.Intuit.Webhooks.SendAsync([change, change])).ShouldBe(200);
        await AnsweredAsync(node, company);
        node.Sandbox.Journal.Count("quickbooks.read.Bill").ShouldBe(1);

        await node.RestartAsync();
        var sameTime = change with { EventId = Guid.NewGuid().ToString() };
        var sameEvent = change with { At = change.At.AddMinutes(1) };
        var older = change with { EventId = Guid.NewGuid().ToString(), At = change.At.AddMinutes(-1) };
        foreach (var again in new[] { change, sameTime, sameEvent, older }) (await node.Intuit.Webhooks.SendAsync([again])).ShouldBe(200);

        (await BoardAsync(node, company)).ToRead.ShouldBeEmpty();
        node.Sandbox.Journal.Count("quickbooks.read.Bill").ShouldBe(1);
    }

    [Fact]
    public async Task A_burst_becomes_one_call_for_all_changes()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        var vendor = company.Ids("Vendor")[0];
        var bills = Enumerable.Range(0, 30).Select(i => company.AddBill(vendor, new LineEntry(10m + i))).ToList();
        (await TellAsync(node, "Bill")).ShouldBe([200]);

        await SandboxedNode.EventuallyAsync(() => bills.All(b => node.Row("sn_apo_invoice", company.RealmId, EntityType.Bill, b) is not null));
        await AnsweredAsync(node, company);
        node.Sandbox.Journal.Count("quickbooks.cdc").ShouldBe(1);
        node.Sandbox.Journal.Count("quickbooks.read.Bill").ShouldBe(0);
    }

    [Fact]
    public async Task The_number_from_which_a_burst_is_one_is_a_setting()
    {
        await using var node = await SandboxedNode.StartAsync("--MlConnector:QuickBooks:WebhookReads=0");
        var company = await ConnectedAsync(node);
        var bill = company.AddBill(company.Ids("Vendor")[0], new LineEntry(42m));
        await TellAsync(node, "Bill");
        await SandboxedNode.EventuallyAsync(() => node.Row("sn_apo_invoice", company.RealmId, EntityType.Bill, bill) is not null);
        node.Sandbox.Journal.Count("quickbooks.cdc").ShouldBe(1);
        node.Sandbox.Journal.Count("quickbooks.read.Bill").ShouldBe(0);
    }

    [Fact]
    public async Task A_deleted_bill_is_cancelled()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        var bill = company.Ids("Bill")[0];
        company.Delete("Bill", bill);
        await TellAsync(node, "Bill");
        await SandboxedNode.EventuallyAsync(() => node.Row("sn_apo_invoice", company.RealmId, EntityType.Bill, bill)?["state"] == "cancelled");
        node.Sandbox.Journal.Count("quickbooks.cdc").ShouldBe(0);
    }

    [Theory]
    [InlineData(WebhookFormat.CloudEvents)]
    [InlineData(WebhookFormat.Legacy)]
    public async Task A_merge_moves_the_bills_of_the_vendor_that_is_gone(WebhookFormat format)
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node, company =>
        {
            var loser = company.AddVendor("Loser");
            company.AddVendor("Winner");
            company.AddBill(loser, new LineEntry(5m));
        });
        node.Intuit.Webhooks.Format = format;
        var vendors = company.Ids("Vendor");
        var (gone, winner, bill) = (vendors[^2], vendors[^1], company.Ids("Bill")[^1]);
        company.MergeVendors(gone, winner);
        (await TellAsync(node, "Vendor")).ShouldBe([200]);

        await SandboxedNode.EventuallyAsync(() =>
            node.Row("sn_apo_invoice", company.RealmId, EntityType.Bill, bill)!["supplier"] == node.Row("sn_fin_supplier", company.RealmId, EntityType.Vendor, winner)!["sys_id"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_told_of_a_company_that_cannot_be_read_waits_and_is_not_lost(bool paused)
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        var realm = company.RealmId;
        if (paused)
        {
            await node.PostAsync($"/api/connections/{realm}/pause");
        }
        else
        {
            node.Intuit.Disconnect(realm);
            await node.Admin.PostAsync(new Uri(node.Address, $"/api/connections/{realm}/poll?wait=2"), null);
            await SandboxedNode.EventuallyAsync(async () => await node.StatusAsync(realm) == "NeedsReconnect");
        }
        node.Sandbox.Journal.Clear();
        var bill = company.AddBill(company.Ids("Vendor")[0], new LineEntry(42m));
        (await TellAsync(node, "Bill")).ShouldBe([200]);
        (await BoardAsync(node, company)).ToRead.ShouldHaveSingleItem().Id.ShouldBe(bill);
        await node.RestartAsync();
        node.Sandbox.Journal.Count("quickbooks.*").ShouldBe(0);

        if (paused) await node.PostAsync($"/api/connections/{realm}/resume");
        else await node.PutAsync(realm, authorized: true);

        await SandboxedNode.EventuallyAsync(() => node.Row("sn_apo_invoice", realm, EntityType.Bill, bill) is not null);
        await AnsweredAsync(node, company);
        node.Sandbox.Journal.Count("quickbooks.read.Bill").ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_fails_is_made_again()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        var rule = node.Sandbox.Faults.Add(new FaultRule { Path = "*/bill/*", Times = 2, Status = 503, Body = "<html/>" });
        var bill = company.AddBill(company.Ids("Vendor")[0], new LineEntry(42m));
        await TellAsync(node, "Bill");
        await SandboxedNode.EventuallyAsync(() => node.Row("sn_apo_invoice", company.RealmId, EntityType.Bill, bill) is not null);
        rule.Hits.ShouldBe(2);
    }

    [Fact]
    public async Task A_body_that_is_not_signed_with_the_verifier_token_is_refused_and_does_nothing()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        var body = Encoding.UTF8.GetBytes(Event("qbo.bill.updated.v1", company.RealmId, company.Ids("Bill")[0]));
        var webhooks = node.Intuit.Webhooks;
        (await webhooks.PostAsync(body, "")).ShouldBe(401);
        (await webhooks.PostAsync(body, Convert.ToBase64String(new byte[32]))).ShouldBe(401);
        (await webhooks.PostAsync([.. body, (byte)' '], webhooks.Sign(body))).ShouldBe(401);
        (await node.Browser.PostAsync(webhooks.Target, new ByteArrayContent(body))).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        (await BoardAsync(node, company)).ShouldBe(NoticeBoard.Empty);
        (await webhooks.PostAsync(body)).ShouldBe(200);
    }

    [Fact]
    public async Task What_is_not_known_is_acknowledged_and_counted_and_what_stands_beside_it_is_taken()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        using var counted = new Counted();
        var body = $"[{Event("qbo.payment.updated.v1", company.RealmId, "1")},{Event("qbo.bill.updated.v1", "4620816365009999", "1")},"
            + $"{Event("qbo.bill.updated.v1", company.RealmId, company.Ids("Bill")[0])},17]";
        (await node.Intuit.Webhooks.PostAsync(Encoding.UTF8.GetBytes(body))).ShouldBe(200);
        (await node.Intuit.Webhooks.PostAsync("so it goes"u8.ToArray())).ShouldBe(200);

        counted["unknown_type"].ShouldBe(3);
        counted["unknown_realm"].ShouldBe(1);
        counted["fresh"].ShouldBe(1);
        await AnsweredAsync(node, company);
        node.Sandbox.Journal.Count("quickbooks.read.Bill").ShouldBe(1);
    }

    [Fact]
    public async Task Each_company_gets_what_is_its_own_of_a_mixed_body()
    {
        await using var node = await SandboxedNode.StartAsync();
        var first = await ConnectedAsync(node);
        var second = await ConnectedAsync(node, realm: "4620816365009870");
        var bills = new[] { first, second }.Select(c => c.AddBill(c.Ids("Vendor")[0], new LineEntry(42m))).ToList();
        node.Intuit.Webhooks.MixesRealms = true;
        (await TellAsync(node, "Bill")).ShouldBe([200]);
        await SandboxedNode.EventuallyAsync(() => node.Row("sn_apo_invoice", first.RealmId, EntityType.Bill, bills[0]) is not null);
        await SandboxedNode.EventuallyAsync(() => node.Row("sn_apo_invoice", second.RealmId, EntityType.Bill, bills[1]) is not null);
    }

    [Fact]
    public async Task Fifty_bodies_of_a_thousand_events_at_once_are_all_taken()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = await ConnectedAsync(node);
        // what follows is about taking, not about reading
        await node.PostAsync($"/api/connections/{company.RealmId}/pause");
        var bodies = Enumerable.Range(0, 50).Select(b => Enumerable.Range(0, 1000)
            .Select(i => new CompanyChange(company.RealmId, "Bill", $"{(b * 1000) + i}", "Update", DateTimeOffset.UtcNow)).ToList()).ToList();

        using var counted = new Counted();
        var answers = await Task.WhenAll(bodies.Select(body => node.Intuit.Webhooks.SendAsync(body)));

        answers.ShouldAllBe(status => status == 200);
        counted["fresh"].ShouldBe(50_000);
        var board = await BoardAsync(node, company);
        board.PollNeeded.ShouldBeTrue();
        board.Heard.Length.ShouldBe(NoticeBoard.MostHeard);
    }

    private static async Task<QuickBooksCompany> ConnectedAsync(SandboxedNode node, Action<QuickBooksCompany>? prepare = null, string? realm = null)
    {
        var company = node.AddCompany(vendors: 1, bills: 1, realm);
        prepare?.Invoke(company);
        await node.PutAsync(company.RealmId, authorized: true);
        await node.PollAsync(company.RealmId);
        node.Intuit.Webhooks.Forget();
        node.Sandbox.Journal.Clear();
        return company;
    }

    /// <summary>Sends what happened to entities of one type; the balances that moved with them stay untold.</summary>
    private static async Task<IReadOnlyList<int>> TellAsync(SandboxedNode node, string type)
    {
        var changes = node.Intuit.Webhooks.Pending.Where(c => c.Type == type).ToList();
        node.Intuit.Webhooks.Forget();
        return [await node.Intuit.Webhooks.SendAsync(changes)];
    }

    private static async Task<NoticeBoard> BoardAsync(SandboxedNode node, QuickBooksCompany company) =>
        (await node.Connector.GetAsync(RealmId.Parse(company.RealmId), CancellationToken.None))!.State.Board;

    private static Task AnsweredAsync(SandboxedNode node, QuickBooksCompany company) =>
        SandboxedNode.EventuallyAsync(async () => await BoardAsync(node, company) is { PollNeeded: false, ToRead.IsEmpty: true });

    private static string Event(string type, string realm, string id) => $$"""
        {"specversion":"1.0","id":"{{Guid.NewGuid()}}","source":"intuit.x","type":"{{type}}","time":"{{DateTimeOffset.UtcNow:O}}","intuitentityid":"{{id}}","intuitaccountid":"{{realm}}"}
        """;

    private sealed class Counted : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _counts = new();
        private readonly MeterListener _listener = new();

        public Counted()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == WebhookMeter.Notices) listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => _counts.AddOrUpdate((string)tags[0].Value!, count, (_, sum) => sum + count));
            _listener.Start();
        }

        public long this[string outcome] => _counts.GetValueOrDefault(outcome);

        public void Dispose() => _listener.Dispose();
    }
}
