using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class FaultTests
{
    [Fact]
    public async Task An_access_token_that_ended_early_is_renewed_and_the_call_made_again()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 3);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.QuickBooks.ExpireAccessTokens(pipeline.Company.RealmId);
        (await pipeline.PollAsync()).Outcome.ShouldBe("Completed");
    }

    [Fact]
    public async Task A_poll_asked_for_while_one_is_under_way_brings_what_that_one_was_too_early_for()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var bill = pipeline.Company.Ids("Bill")[0];
        var late = pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc", AfterEffect = true, Delay = TimeSpan.FromSeconds(1) });
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => late.Hits == 1);
        pipeline.Company.Edit("Bill", bill, b => b["PrivateNote"] = "edited");

        await pipeline.PollAsync();
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["memo"].ShouldBe("edited");
    }

    [Fact]
    public async Task A_refresh_of_a_grant_that_was_replaced_meanwhile_changes_nothing()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.QuickBooks.Disconnect(pipeline.Company.RealmId);
        var late = pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/tokens/bearer", Delay = TimeSpan.FromSeconds(2), Status = 400, Body = """{"error":"invalid_grant"}""" });
        await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        await Eventually.Holds(() => late.Hits == 1);

        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var state = (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State;
        state.Status.ShouldBe(RealmStatus.Active);
        state.LastPoll!.Outcome.ShouldBe("Completed");
    }

    [Fact]
    public async Task A_revoked_grant_needs_a_person_and_what_was_taken_over_is_still_written()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 20);
        pipeline.Sandbox.ServiceNow.Settings.Asleep = true;
        await pipeline.ConnectAsync();
        await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.FromSeconds(2), default);
        pipeline.Sandbox.QuickBooks.Disconnect(pipeline.Company.RealmId);
        await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.FromSeconds(2), default);
        await Eventually.Holds(async () => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State.Status == RealmStatus.NeedsReconnect);

        pipeline.Sandbox.ServiceNow.Settings.Asleep = false;
        await Eventually.Holds(() => pipeline.Rows("sn_apo_invoice").Count == 20);
        var refused = await pipeline.Connector.PollAsync(pipeline.Realm, null, default);
        refused.Outcome.ShouldBe(CommandOutcome.Refused);
        refused.Detail!.ShouldContain("onnect");
    }

    [Fact]
    public async Task An_answer_that_is_not_JSON_fails_the_poll_in_words_and_the_next_one_brings_what_it_missed()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 2, bills: 3);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.Ids("Vendor")[0], new LineEntry(10m));
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/cdc*", Status = 200, ContentType = "text/html", Body = "<html>maintenance</html>" });
        (await pipeline.PollAsync()).Outcome.ShouldStartWith("Failed");
        (await pipeline.PollAsync()).Outcome.ShouldBe("Completed");
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["invoice_amount"].ShouldBe("10.00");
    }

    [Fact]
    public async Task A_wrong_secret_leaves_everything_pending_with_the_causes_and_the_right_one_lets_it_flow()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 2);
        await pipeline.ConnectAsync(secret: "wrong");
        (await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.FromSeconds(3), default)).Settled.ShouldBeFalse();
        await Eventually.Holds(async () =>
            (await pipeline.Connector.EntitiesAsync(pipeline.Realm, new EntityQuery(null, EntityStatus.Pending, null, 10), default))!.Rows.Any(r => r.Reason is not null));
        pipeline.Rows("sn_apo_invoice").ShouldBeEmpty();

        await pipeline.Connector.SaveAsync(
            pipeline.Realm, pipeline.Settings(), pipeline.Sealer.Seal(pipeline.Sandbox.ServiceNow.Settings.ClientSecret), null, false, default);
        await pipeline.PollAsync();
        pipeline.Rows("sn_apo_invoice").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_bill_without_a_vendor_parks_alone()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 5);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "*/cdc*",
            Status = 200,
            ContentType = "application/json",
            Body = """
                {"CDCResponse":[{"QueryResponse":[{"Bill":[{"Id":"9001","SyncToken":"0","MetaData":{"LastUpdatedTime":"2026-03-02T04:30:10-08:00"},
                "TxnDate":"2026-03-02","TotalAmt":10,"Balance":10,"Line":[{"Id":"1","Amount":10,"DetailType":"AccountBasedExpenseLineDetail"}]}]}]}],
                "time":"2026-03-02T04:31:00-08:00"}
                """,
        });
        await pipeline.PollAsync();
        var parked = await pipeline.EntityAsync(EntityType.Bill, "9001");
        parked.State.Status.ShouldBe(EntityStatus.Parked);
        parked.State.Reason!.Text.ShouldContain("vendor", Case.Insensitive);
        pipeline.Rows("sn_apo_invoice").Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_bill_of_10000_lines_arrives_whole()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var lines = Enumerable.Range(1, 10_000).Select(i => new LineEntry(i / 100m, $"Part {i}")).ToArray();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Parts"), lines);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var invoice = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill);
        var rows = pipeline.Rows("sn_apo_invoice_line", $"invoice={invoice["sys_id"]}");
        rows.Count.ShouldBe(10_000);
        rows.Sum(r => decimal.Parse(r["amount"])).ShouldBe(lines.Sum(l => l.Amount));
    }

    [Theory]
    [InlineData("O'Brien \"Lumber\" & Söhne 🪵")]
    [InlineData("Acme^NQactive=true")]
    public async Task Names_break_nothing(string name)
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var vendor = pipeline.Company.AddVendor(name);
        var bill = pipeline.Company.AddBill(vendor, new LineEntry(12m, name + new string('x', 4000 - name.Length)));
        pipeline.Company.Edit("Bill", bill, b => b["DocNumber"] = "A^NQ1,2");
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor)["name"].ShouldBe(name);
        var invoice = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill);
        invoice["supplier_invoice_number"].ShouldBe("A^NQ1,2");
        pipeline.Rows("sn_apo_invoice_line").ShouldHaveSingleItem()["description"].Length.ShouldBe(4000);
    }

    [Theory]
    [InlineData("POST", "*/table/sn_fin_supplier")]
    [InlineData("POST", "*/table/sn_apo_invoice")]
    [InlineData("POST", "*/batch")]
    public async Task A_write_whose_answer_was_lost_is_not_made_twice(string method, string path)
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Cal Telephone"), new LineEntry(50m), new LineEntry(25m));
        var rule = pipeline.Sandbox.Faults.Add(new FaultRule { Method = method, Path = path, AfterEffect = true, Drop = true });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        rule.Hits.ShouldBe(1);
        pipeline.Rows("sn_fin_supplier").ShouldHaveSingleItem();
        var invoice = pipeline.Row("sn_apo_invoice", EntityType.Bill, bill);
        pipeline.Rows("sn_apo_invoice").ShouldHaveSingleItem();
        pipeline.Rows("sn_apo_invoice_line", $"invoice={invoice["sys_id"]}").Sum(r => decimal.Parse(r["amount"])).ShouldBe(75m);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(504)]
    public async Task What_broke_off_on_its_way_is_looked_for_only_once_it_must_have_landed(int? gateway)
    {
        await using var pipeline = await PipelineHost.StartAsync(transactionSeconds: 2);
        pipeline.Company.AddVendor("Cal Telephone");
        pipeline.Sandbox.Faults.Add(new FaultRule { Method = "POST", Path = "*/sn_fin_supplier", Drop = gateway is null, Status = gateway });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var asked = pipeline.Sandbox.Journal.Requests.Where(r => r.Path.EndsWith("/sn_fin_supplier", StringComparison.Ordinal)).OrderBy(r => r.Number).ToList();
        var broken = asked.FindIndex(r => r.Method == "POST");
        asked.Count(r => r.Method == "POST").ShouldBe(2);
        (asked[broken + 1].At - asked[broken].At).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_paused_connection_writes_nothing_and_goes_on_when_it_is_resumed()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        await pipeline.Connector.PauseAsync(pipeline.Realm, default);
        var bill = pipeline.Company.AddBill(pipeline.Company.Ids("Vendor")[0], new LineEntry(10m));
        (await pipeline.Connector.PollAsync(pipeline.Realm, null, default)).Outcome.ShouldBe(CommandOutcome.Refused);
        pipeline.Rows("sn_apo_invoice").Count.ShouldBe(1);
        await pipeline.Connector.ResumeAsync(pipeline.Realm, default);
        await pipeline.PollAsync();
        pipeline.Row("sn_apo_invoice", EntityType.Bill, bill)["state"].ShouldBe("staged");
    }

    [Fact]
    public async Task A_replay_writes_a_parked_record_once_the_far_side_takes_it()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        pipeline.Sandbox.ServiceNow["sn_apo_invoice"].Denied.Add("create");
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var bill = pipeline.Company.Ids("Bill")[0];
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status.ShouldBe(EntityStatus.Parked);

        pipeline.Sandbox.ServiceNow["sn_apo_invoice"].Denied.Clear();
        var filter = new ReplayFilter([EntityType.Bill], null, [EntityStatus.Parked], null, null, true, "the role was missing");
        (await pipeline.Connector.ReplayAsync(pipeline.Realm, filter, default))!.Matched.ShouldBe(1);
        pipeline.Rows("sn_apo_invoice").ShouldBeEmpty();
        await pipeline.Connector.ReplayAsync(pipeline.Realm, filter with { DryRun = false }, default);
        await Eventually.Holds(async () => (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status == EntityStatus.Staged);
        pipeline.Rows("sn_apo_invoice").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_disconnected_company_keeps_its_history_and_no_credentials()
    {
        await using var pipeline = await PipelineHost.StartAsync(vendors: 1, bills: 1);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        (await pipeline.Connector.RemoveAsync(pipeline.Realm, default)).Outcome.ShouldBe(CommandOutcome.Done);
        var view = (await pipeline.Connector.GetAsync(pipeline.Realm, default))!;
        view.State.Status.ShouldBe(RealmStatus.Disconnected);
        view.State.Grant.ShouldBeNull();
        pipeline.Sandbox.Journal.Requests.ShouldContain(r => r.Path.Contains("revoke"));
        (await pipeline.EntityAsync(EntityType.Bill, pipeline.Company.Ids("Bill")[0])).History.Count.ShouldBe(2);
    }
}
