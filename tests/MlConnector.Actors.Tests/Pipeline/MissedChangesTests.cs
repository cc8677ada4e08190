using Microsoft.Data.Sqlite;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>What change data capture cannot tell: answers at their cap, cursors too old, types that came later.</summary>
public class MissedChangesTests
{
    private const string Invoices = "sn_apo_invoice";

    [Fact]
    public async Task Deletions_that_a_saturated_answer_leaves_out_are_found_by_their_ids()
    {
        await using var pipeline = await PipelineHost.StartAsync(mostChanges: 30);
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var bills = Enumerable.Range(1, 42).Select(i => company.AddBill(vendor, new LineEntry(i))).ToList();
        var credit = company.AddVendorCredit(vendor, new LineEntry(7m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        foreach (var bill in bills.Skip(2)) company.Edit("Bill", bill, b => b["PrivateNote"] = "edited");
        company.Delete("Bill", bills[0]);
        company.Delete("VendorCredit", credit);
        pipeline.Time.Ahead += TimeSpan.FromSeconds(2);
        pipeline.Sandbox.Journal.Clear();
        await pipeline.PollAsync();

        pipeline.Row(Invoices, EntityType.Bill, bills[0])["state"].ShouldBe("cancelled");
        pipeline.Row(Invoices, EntityType.VendorCredit, credit)["state"].ShouldBe("cancelled");
        pipeline.Rows(Invoices).Count(r => r["memo"] == "edited").ShouldBe(40);
        pipeline.Row(Invoices, EntityType.Bill, bills[1])["state"].ShouldBe("staged");
        // once for all types, once for each alone and once for the lists; only bills are cut even then, and only their ids are compared
        Requests(pipeline, "/cdc").Count.ShouldBe(7);
        Requests(pipeline, "select%20Id%20from").ShouldHaveSingleItem().ShouldContain("from%20Bill");
        Requests(pipeline, "/bill/").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cursor_that_is_too_old_is_never_asked_for_and_what_changed_and_what_went_is_found_all_the_same()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var (gone, edited, untouched) = (company.AddBill(vendor, new LineEntry(1m)), company.AddBill(vendor, new LineEntry(2m)), company.AddBill(vendor, new LineEntry(3m)));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        await pipeline.StopNodeAsync();

        pipeline.Time.Ahead += TimeSpan.FromDays(1);
        company.Delete("Bill", gone);
        company.Edit("Bill", edited, b => b["PrivateNote"] = "edited");
        var added = company.AddBill(vendor, new LineEntry(4m));
        pipeline.Time.Ahead += TimeSpan.FromDays(29);
        pipeline.Sandbox.Journal.Clear();
        await pipeline.StartNodeAsync();
        await pipeline.PollAsync();

        pipeline.Row(Invoices, EntityType.Bill, gone)["state"].ShouldBe("cancelled");
        pipeline.Row(Invoices, EntityType.Bill, edited)["memo"].ShouldBe("edited");
        pipeline.Row(Invoices, EntityType.Bill, added)["invoice_amount"].ShouldBe("4.00");
        pipeline.Row(Invoices, EntityType.Bill, untouched)["state"].ShouldBe("staged");
        Requests(pipeline, "/cdc").ShouldNotBeEmpty();
        foreach (var request in Requests(pipeline, "/cdc"))
        {
            var since = DateTimeOffset.Parse(Uri.UnescapeDataString(request.Split("changedSince=")[1].Split('&')[0]));
            (pipeline.Time.GetUtcNow() - since).ShouldBeLessThan(TimeSpan.FromDays(1));
        }
        pipeline.Sandbox.Journal.Requests.Count(r => r.Path.EndsWith($"/bill/{untouched}", StringComparison.Ordinal)).ShouldBe(0);
    }

    [Fact]
    public async Task A_comparison_of_ids_that_a_stop_or_a_fault_broke_off_is_taken_up_again()
    {
        await using var pipeline = await PipelineHost.StartAsync(mostChanges: 4);
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var bills = Enumerable.Range(1, 6).Select(i => company.AddBill(vendor, new LineEntry(i))).ToList();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        foreach (var bill in bills.Skip(1)) company.Edit("Bill", bill, b => b["PrivateNote"] = "edited");
        company.Delete("Bill", bills[0]);
        var hold = new FaultRule { Path = "*/query", Query = "*select Id from Bill*", Status = 503, Times = int.MaxValue };
        pipeline.Sandbox.Faults.Add(hold);
        await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.Zero, default);
        await Eventually.Holds(() => hold.Hits > 0);
        await pipeline.StopNodeAsync();
        pipeline.Sandbox.Faults.Clear();
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = $"*/bill/{bills[0]}", Status = 503 });
        await pipeline.StartNodeAsync();

        await Eventually.Holds(() => pipeline.Row(Invoices, EntityType.Bill, bills[0])["state"] == "cancelled");
    }

    [Fact]
    public async Task A_company_that_an_older_version_read_has_the_types_read_that_came_since()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var bill = company.AddBill(company.AddVendor("Norton Lumber"), new LineEntry(12m));
        var payment = company.Pay(bill, 5m);
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query", Query = "*from BillPayment*", Body = """{"QueryResponse":{"totalCount":0},"time":"2026-11-01T00:00:00Z"}""", Times = 2 });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        pipeline.Rows("sn_apo_payment").ShouldBeEmpty();
        await pipeline.StopNodeAsync();
        // the journal of a version that knew neither payments nor journal entries
        await using (var store = new SqliteConnection($"Data Source={pipeline.Store};Pooling=False"))
        {
            await store.OpenAsync();
            await using var older = store.CreateCommand();
            older.CommandText = """
                UPDATE journal SET message = CAST(REPLACE(CAST(message AS TEXT), ',"BillPayment","JournalEntry"', '') AS BLOB) WHERE manifest = 'sync-started-v1';
                DELETE FROM journal WHERE manifest = 'sync-advanced-v1' AND (CAST(message AS TEXT) LIKE '%"BillPayment"%' OR CAST(message AS TEXT) LIKE '%"JournalEntry"%');
                """;
            (await older.ExecuteNonQueryAsync()).ShouldBe(3);
        }
        await pipeline.StartNodeAsync();
        await pipeline.PollAsync();

        pipeline.Row("sn_apo_payment", EntityType.BillPayment, $"{payment}-{bill}")["payment_amount"].ShouldBe("5.00");
    }

    [Fact]
    public async Task A_reading_whose_pages_held_less_than_QuickBooks_counts_is_repeated()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var bill = company.AddBill(vendor, new LineEntry(12m));
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query", Query = "*select * from Bill *", Body = """{"QueryResponse":{},"time":"2026-11-01T00:00:00Z"}""" });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Row(Invoices, EntityType.Bill, bill)["invoice_amount"].ShouldBe("12.00");
        Requests(pipeline, "select%20%2A%20from%20Bill%20").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_reading_that_disagrees_again_waits_an_hour_and_says_so_until_all_is_there()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        pipeline.Company.AddBill(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(12m));
        var counts = pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "*/query", Query = "*select count(*) from Bill *", Body = """{"QueryResponse":{"totalCount":7},"time":"2026-11-01T00:00:00Z"}""", Times = 2,
        });
        await pipeline.ConnectAsync();
        await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.Zero, default);
        await Eventually.Holds(async () => counts.Hits == 2 && await NoticeAsync(pipeline) is { Code: "reading-disagrees" });
        (await NoticeAsync(pipeline))!.Text.ShouldBe("The reading of Bill is not complete: QuickBooks counted 7 in its window, and its pages held 1.");

        // a person need not wait
        await pipeline.Connector.PauseAsync(pipeline.Realm, default);
        await pipeline.Connector.ResumeAsync(pipeline.Realm, default);
        await pipeline.PollAsync();

        (await NoticeAsync(pipeline)).ShouldBeNull();
    }

    [Fact]
    public async Task A_type_whose_reading_goes_on_to_disagree_keeps_no_other_from_being_read()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var (bill, credit) = (company.AddBill(vendor, new LineEntry(12m)), company.AddVendorCredit(vendor, new LineEntry(3m)));
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        FaultRule Counts(string type) => pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "*/query", Query = $"*select count(*) from {type} *", Body = """{"QueryResponse":{"totalCount":7},"time":"2026-11-01T00:00:00Z"}""", Times = int.MaxValue,
        });
        var counts = new[] { Counts("Vendor"), Counts("BillPayment") };
        await pipeline.ConnectAsync();
        await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.Zero, default);

        await Eventually.Holds(() => pipeline.Rows(Invoices).Count == 2 && counts[1].Hits == 2 && Requests(pipeline, "count%28%2A%29%20from%20JournalEntry").Count == 1);
        pipeline.Row(Invoices, EntityType.Bill, bill)["invoice_amount"].ShouldBe("12.00");
        pipeline.Row(Invoices, EntityType.VendorCredit, credit)["invoice_amount"].ShouldBe("3.00");
        // the two that disagree are read again in an hour, and not one after the other for ever
        await Eventually.Holds(async () => (await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State.Sync is { Types: [EntityType.BillPayment, EntityType.Vendor] });
        counts.Sum(c => c.Hits).ShouldBe(5);
    }

    [Fact]
    public async Task A_reported_deletion_of_what_can_still_be_read_is_none()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var bill = pipeline.Company.AddBill(pipeline.Company.AddVendor("Norton Lumber"), new LineEntry(12m));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var at = pipeline.Time.GetUtcNow().AddSeconds(5).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        pipeline.Sandbox.Faults.Add(new FaultRule
        {
            Path = "*/cdc",
            Body = $$$"""{"CDCResponse":[{"QueryResponse":[{"Bill":[{"domain":"QBO","status":"Deleted","Id":"{{{bill}}}","MetaData":{"LastUpdatedTime":"{{{at}}}"}}]}]}],"time":"{{{at}}}"}""",
        });
        await pipeline.PollAsync();

        Requests(pipeline, $"/bill/{bill}?").Count.ShouldBe(1);
        pipeline.Row(Invoices, EntityType.Bill, bill)["state"].ShouldBe("staged");
        (await pipeline.EntityAsync(EntityType.Bill, bill)).State.Status.ShouldBe(EntityStatus.Staged);
    }

    [Fact]
    public async Task A_first_reading_that_was_stopped_before_any_of_its_pages_goes_on_from_there()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var bill = company.AddBill(vendor, new LineEntry(12m));
        var credit = company.AddVendorCredit(vendor, new LineEntry(3m));
        var payment = company.Pay(bill, 5m);
        company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), vendor);
        // beyond what the first poll asks for
        pipeline.Time.Ahead += TimeSpan.FromMinutes(10);
        FaultRule Hold(string type) => pipeline.Sandbox.Faults.Add(new FaultRule { Path = "*/query", Query = $"*select * from {type} *", Status = 503, Times = int.MaxValue });
        var hold = Hold("Vendor");
        await pipeline.ConnectAsync();
        await pipeline.Connector.PollAsync(pipeline.Realm, TimeSpan.Zero, default);
        foreach (var next in new[] { "Bill", "VendorCredit", "BillPayment", "JournalEntry", null })
        {
            await Eventually.Holds(() => hold.Hits > 0);
            await pipeline.StopNodeAsync();
            pipeline.Sandbox.Faults.Clear();
            pipeline.Sandbox.Journal.Clear();
            if (next is not null) hold = Hold(next);
            await pipeline.StartNodeAsync();
        }
        await pipeline.PollAsync();

        pipeline.Row(Invoices, EntityType.Bill, bill)["balance_due"].ShouldBe("7.00");
        pipeline.Row(Invoices, EntityType.VendorCredit, credit)["invoice_amount"].ShouldBe("3.00");
        pipeline.Row("sn_apo_payment", EntityType.BillPayment, $"{payment}-{bill}")["payment_amount"].ShouldBe("5.00");
        pipeline.Rows("sn_apo_gl_entry").Count.ShouldBe(2);
        // the last start read the last type and none before it
        Requests(pipeline, "select%20%2A%20from%20").Where(r => !r.Contains("from%20Account", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain("from%20JournalEntry");
    }

    private static async Task<Reason?> NoticeAsync(PipelineHost pipeline) => SyncDecider.Notice((await pipeline.Connector.GetAsync(pipeline.Realm, default))!.State);

    private static IReadOnlyList<string> Requests(PipelineHost pipeline, string part) =>
        [.. pipeline.Sandbox.Journal.Requests.Select(r => r.Path + r.Query).Where(r => r.StartsWith("/quickbooks", StringComparison.Ordinal) && r.Contains(part, StringComparison.Ordinal))];
}
