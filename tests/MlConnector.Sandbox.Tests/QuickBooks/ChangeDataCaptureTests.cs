using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.QuickBooks;

public sealed class ChangeDataCaptureTests : SandboxTest
{
    [Fact]
    public async Task No_changes_are_one_empty_group()
    {
        var reply = await CdcAsync("Bill,Vendor", Time.GetUtcNow());
        reply.Json["CDCResponse"]![0]!["QueryResponse"]!.ToJsonString().ShouldBe("[{}]");
        DateTimeOffset.Parse(reply.Json["time"]!.ToString()).ShouldBe(Time.GetUtcNow());
    }

    [Fact]
    public async Task A_paid_bill_comes_as_payment_bill_vendor_and_accounts()
    {
        var id = Company.AddBill(Company.Ids("Vendor")[0], new LineEntry(80m), new LineEntry(20m));
        var since = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromMinutes(1));
        var payment = Company.Pay(id, 30m, byCard: true);

        var groups = await GroupsAsync("Bill,BillPayment,Vendor,Account,Class", since);

        groups.Count.ShouldBe(5);
        groups[4]!.AsObject().Count.ShouldBe(0);
        var bill = groups[0]!["Bill"]![0]!;
        bill["Balance"]!.GetValue<decimal>().ShouldBe(70m);
        bill["SyncToken"]!.ToString().ShouldBe("1");
        bill["LinkedTxn"]![0]!["TxnId"]!.ToString().ShouldBe(payment);
        bill["LinkedTxn"]![0]!["TxnType"]!.ToString().ShouldBe("BillPaymentCheck");
        groups[1]!["BillPayment"]![0]!["PayType"]!.ToString().ShouldBe("CreditCard");
        groups[1]!["maxResults"]!.GetValue<int>().ShouldBe(1);

        var vendor = groups[2]!["Vendor"]![0]!;
        vendor["SyncToken"]!.ToString().ShouldBe("0");
        groups[3]!["Account"]!.AsArray().Select(a => a!["AccountType"]!.ToString()).ShouldBe(["Accounts Payable", "Credit Card"], ignoreOrder: true);
    }

    [Fact]
    public async Task Deletions_are_stubs_behind_the_live_ones_and_alone_have_no_start_position()
    {
        var vendor = Company.Ids("Vendor")[0];
        var gone = Company.AddBill(vendor, new LineEntry(1m));
        var since = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromMinutes(1));
        Company.Delete("Bill", gone);
        var only = (await GroupsAsync("bill", since))[0]!;
        Time.Advance(TimeSpan.FromMinutes(1));
        var added = Company.AddBill(vendor, new LineEntry(2m));
        var both = (await GroupsAsync("Bill", since))[0]!;

        only.AsObject().ContainsKey("startPosition").ShouldBeFalse();
        var stub = only["Bill"]![0]!.AsObject();
        stub["status"]!.ToString().ShouldBe("Deleted");
        stub["Id"]!.ToString().ShouldBe(gone);
        stub.ContainsKey("SyncToken").ShouldBeFalse();
        both["Bill"]!.AsArray().Select(b => b!["Id"]!.ToString()).ShouldBe([added, gone]);
    }

    [Fact]
    public async Task The_cap_counts_all_types_together_and_cuts_deletions_first()
    {
        Sandbox.QuickBooks.Settings.CdcCap = 3;
        var vendor = Company.Ids("Vendor")[0];
        var gone = Company.AddBill(vendor, new LineEntry(1m));
        var since = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromMinutes(1));
        Company.Delete("Bill", gone);
        for (var i = 0; i < 2; i++)
            Company.AddBill(vendor, new LineEntry(1m));
        Company.AddVendor("Late Comer");
        Company.AddVendor("Later Comer");

        var groups = await GroupsAsync("Vendor,Bill", since);
        groups[0]!["Vendor"]!.AsArray().Count.ShouldBe(3);
        groups[1]!.AsObject().Count.ShouldBe(0);

        Sandbox.QuickBooks.Settings.CdcCap = 2;
        var bills = (await GroupsAsync("Bill", since))[0]!["Bill"]!.AsArray();
        bills.ShouldAllBe(b => b!["status"] == null);
    }

    [Theory]
    [InlineData("2026-05-01T00:00:00Z")]
    [InlineData("yesterday")]
    public async Task A_time_beyond_the_look_back_or_no_time_at_all_is_a_fault(string since)
    {
        var reply = await QuickBooksAsync($"cdc?entities=Bill&changedSince={since}");
        reply.Status.ShouldBe(400);
        reply.Json["Fault"]!["type"]!.ToString().ShouldBe("ValidationFault");
    }

    [Theory]
    [InlineData("2026-07-01T12:00:30Z")]
    [InlineData("2026-07-01T05:00:30-07:00")]
    [InlineData("2026-07-01T05:00:30")]
    public async Task Several_notations_of_a_time_are_taken(string since)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var id = Company.AddBill(Company.Ids("Vendor")[0], new LineEntry(1m));
        var reply = await QuickBooksAsync($"cdc?entities=Bill&changedSince={Uri.EscapeDataString(since)}");
        reply.Json["CDCResponse"]![0]!["QueryResponse"]![0]!["Bill"]!.AsArray().Select(b => b!["Id"]!.ToString()).ShouldBe([id]);
    }

    private Task<Reply> CdcAsync(string entities, DateTimeOffset since) =>
        QuickBooksAsync($"cdc?entities={entities}&changedSince={Uri.EscapeDataString(since.ToString("O"))}");

    private async Task<JsonArray> GroupsAsync(string entities, DateTimeOffset since) =>
        (await CdcAsync(entities, since)).Json["CDCResponse"]![0]!["QueryResponse"]!.AsArray();
}
