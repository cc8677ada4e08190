using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Writing;

/// <summary>What holds whatever tables records go to, and by whichever interface.</summary>
public sealed class BothProfilesTests
{
    private const string Api = "/servicenow/api/*";

    public static TheoryData<string> Profiles => [.. ProfileCatalog.Shipped.Names];

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_bill_stands_once_with_its_lines_its_supplier_and_its_sum(string profile)
    {
        await using var instance = await StartAsync(profile);
        var bill = Records.Bill(("1", 80m, "Fountain pump"), ("2", 125.5m, "Rock fountain"));

        var written = await instance.WrittenAsync(bill);

        ShouldHoldExactly(instance, bill);
        written.Records.Select(r => r.Key).ShouldBe([bill.Key, bill.Lines[0].Key, bill.Lines[1].Key]);
        var invoice = Rows(instance, RecordKind.Invoice).ShouldHaveSingleItem();
        invoice["supplier"].ShouldBe(instance.Supplier);
        Value(instance, invoice, RecordKind.Invoice, Field.InvoiceType).ShouldBe("invoice");
        Value(instance, invoice, RecordKind.Invoice, Field.InvoiceDate).ShouldBe("2026-11-06");
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task What_stands_there_already_is_read_and_not_written(string profile)
    {
        await using var instance = await StartAsync(profile);
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);
        instance.Sandbox.Journal.Clear();

        (await instance.WrittenAsync(bill, first.Records)).Records.ShouldBe(first.Records);
        (await instance.WrittenAsync(bill)).Records.ShouldBe(first.Records);

        instance.Sandbox.Journal.Counts.Keys.ShouldBe(["servicenow.table.get"]);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Edited_added_and_removed_lines_leave_rows_that_add_up(string profile)
    {
        await using var instance = await StartAsync(profile);
        var first = await instance.WrittenAsync(Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip")));
        var changed = Records.Bill(("1", 80m, "Pump"), ("3", 7.25m, "Clips"), ("4", 1m, "Tape"));

        var second = await instance.WrittenAsync(changed, first.Records);
        ShouldAddUp(instance, changed);
        instance.Sandbox.Journal.Clear();
        await instance.WrittenAsync(changed, second.Records);

        instance.Sandbox.Journal.Counts.Keys.ShouldBe(["servicenow.table.get"]);
        second.Records.Count.ShouldBe(4);
    }

    // a new bill is six requests at most, a changed one seven
    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_lost_answer_to_any_request_ends_with_one_row_for_each_record(string profile)
    {
        for (var nth = 1; nth <= 7; nth++)
        {
            await using var instance = await StartAsync(profile);
            // the names of columns and the maps are asked for once
            await instance.WrittenAsync(Records.Vendor("47"));
            var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip"));
            instance.Fault(new FaultRule { Path = Api, Nth = nth, Drop = true, AfterEffect = true });
            await UntilWrittenAsync(instance, bill, []);
            ShouldHoldExactly(instance, bill);

            var changed = Records.Bill(("1", 81m, "Pump"), ("2", 20m, "Hose"), ("3", 5m, "Clip"), ("4", 9m, "Tape"), ("5", 1m, "Glue"));
            instance.Fault(new FaultRule { Path = Api, Nth = nth, Drop = true, AfterEffect = true });
            await UntilWrittenAsync(instance, changed, []);
            ShouldHoldExactly(instance, changed);
        }
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_removed_bill_says_so_and_keeps_its_lines_and_comes_back_in_the_same_row(string profile)
    {
        await using var instance = await StartAsync(profile);
        var bill = Records.Bill(("1", 80m, "Pump"), ("2", 20m, "Hose"));
        var first = await instance.WrittenAsync(bill);

        var removed = await instance.WrittenAsync(Records.RemovedBill(), first.Records);
        Rows(instance, RecordKind.Invoice).ShouldHaveSingleItem()["state"].ShouldBe(profile == "apo" ? "cancelled" : "canceled");
        ShouldHoldExactly(instance, bill);

        var back = await instance.WrittenAsync(bill, removed.Records);
        Rows(instance, RecordKind.Invoice).ShouldHaveSingleItem()["state"].ShouldBe(profile == "apo" ? "staged" : "draft");
        back.Records.ShouldBe(first.Records);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task What_was_cleared_in_QuickBooks_is_cleared(string profile)
    {
        await using var instance = await StartAsync(profile);
        var first = await instance.WrittenAsync(Records.Vendor("47", v => v["PrimaryEmailAddr"] = new System.Text.Json.Nodes.JsonObject { ["Address"] = "a@b.example" }));
        var row = instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"sys_id={first.Records[0].SysId}");
        row.ShouldHaveSingleItem()["email"].ShouldBe("a@b.example");

        await instance.WrittenAsync(Records.Vendor("47"), first.Records);

        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, $"sys_id={first.Records[0].SysId}").ShouldHaveSingleItem()["email"].ShouldBe("");
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task Several_rows_with_one_key_are_named_and_none_is_touched(string profile)
    {
        await using var instance = await StartAsync(profile);
        var bill = Records.Bill(("1", 80m, "Pump"));
        var table = instance.Client.Profile.For(RecordKind.Invoice)!;
        var rows = Enumerable.Range(0, 2).Select(_ => instance.Sandbox.ServiceNow.Insert(table.Table, (table.KeyColumn, bill.Key))).ToList();

        var refused = (await instance.WriteAsync(bill)).ShouldBeOfType<WriteOutcome.Refused>();

        refused.Reason.Code.ShouldBe("servicenow-ambiguous");
        rows.ShouldAllBe(sysId => refused.Reason.Text.Contains(sysId));
        instance.Sandbox.Journal.Requests.ShouldAllBe(r => r.Method == "GET" || r.Path.Contains("oauth"));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public async Task A_payment_is_one_row_for_each_bill_and_its_void_is_seen_in_them(string profile)
    {
        await using var instance = await StartAsync(profile);
        var first = await PaidAsync(instance);
        Rows(instance, RecordKind.Payment).Select(r => (r["invoice"], r["supplier"], r["payment_amount"])).ShouldBe(
            [(instance.References[Records.BillId("25")], instance.Supplier, "80.00"), (instance.References[Records.BillId("26")], instance.Supplier, "20.00")], ignoreOrder: true);

        await instance.WrittenAsync(Records.VoidedPayment(), first.Records);

        var rows = Rows(instance, RecordKind.Payment);
        rows.Count.ShouldBe(2);
        if (profile == "apo") rows.ShouldAllBe(r => r["state"] == "voided");
        else rows.ShouldAllBe(r => r["payment_amount"] == "0.00");
    }

    private static async Task<WriteOutcome.Written> PaidAsync(Instance instance)
    {
        instance.AddInvoice("25");
        instance.AddInvoice("26");
        instance.Sandbox.ServiceNow.ApproveInvoices();
        return await instance.WrittenAsync(Records.Payment(("25", 80m), ("26", 20m)));
    }

    private static Task<Instance> StartAsync(string profile) => Instance.StartAsync(c => c with { Profile = profile });

    private static async Task UntilWrittenAsync(Instance instance, StagingRecord bill, IReadOnlyList<StagedRecord> known)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (await instance.WriteAsync(bill, known) is WriteOutcome.Written) return;
        }
        throw new Xunit.Sdk.XunitException("Not written in three attempts.");
    }

    private static void ShouldHoldExactly(Instance instance, StagingRecord bill)
    {
        ShouldAddUp(instance, bill);
        var (lines, key) = (Rows(instance, RecordKind.InvoiceLine), instance.Client.Profile.For(RecordKind.InvoiceLine)!.KeyColumn);
        lines.Select(l => (l[key], Amount(instance, l))).ShouldBe(bill.Lines.Select(l => (l.Key, l.Fields[Field.Amount])), ignoreOrder: true);
    }

    private static void ShouldAddUp(Instance instance, StagingRecord bill)
    {
        var invoice = Rows(instance, RecordKind.Invoice).ShouldHaveSingleItem();
        Value(instance, invoice, RecordKind.Invoice, Field.Subtotal).ShouldBe(bill.Fields[Field.Subtotal]);
        var lines = Rows(instance, RecordKind.InvoiceLine);
        lines.ShouldAllBe(l => l["invoice"] == invoice["sys_id"]);
        lines.Sum(l => decimal.Parse(Amount(instance, l), System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(
            decimal.Parse(bill.Fields[Field.InvoiceAmount], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static string Amount(Instance instance, IReadOnlyDictionary<string, string> line) => Value(instance, line, RecordKind.InvoiceLine, Field.Amount);

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(Instance instance, RecordKind kind) =>
        instance.Sandbox.ServiceNow.Rows(instance.Client.Profile.For(kind)!.Table);

    private static string Value(Instance instance, IReadOnlyDictionary<string, string> row, RecordKind kind, string field) =>
        row[instance.Client.Profile.For(kind)!.Columns.First(c => c.Field == field && c.Target is not null).Target!];
}
