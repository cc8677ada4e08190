using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Actors.Tests.Pipeline;

public class JournalsFlowTests
{
    private const string Ledger = "sn_apo_gl_entry";

    [Fact]
    public async Task An_entry_on_accounts_payable_stands_with_all_its_lines_and_another_is_ignored()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var vendor = company.AddVendor("Norton Lumber");
        var entry = company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), vendor);
        var other = company.AddJournalEntry(10m, company.AccountOfType("Expense"), company.AccountOfType("Bank"));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var (debit, credit) = (Row(pipeline, entry, 0), Row(pipeline, entry, 1));
        debit["posting_type"].ShouldBe("debit");
        credit["posting_type"].ShouldBe("credit");
        debit["amount"].ShouldBe("25.54");
        credit["amount"].ShouldBe("25.54");
        credit["gl_account"].ShouldBe("Accounts Payable (A/P)");
        credit["supplier"].ShouldBe(pipeline.Row("sn_fin_supplier", EntityType.Vendor, vendor)["sys_id"]);
        pipeline.Rows(Ledger).Count.ShouldBe(2);
        (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State.Status.ShouldBe(EntityStatus.Staged);
        var ignored = (await pipeline.EntityAsync(EntityType.JournalEntry, other)).State;
        ignored.Status.ShouldBe(EntityStatus.Ignored);
        ignored.Reason!.Code.ShouldBe("no-payable-account");
    }

    [Fact]
    public async Task A_deleted_entry_is_cancelled_and_never_deleted_in_ServiceNow()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var entry = AddPayableEntry(pipeline);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        pipeline.Company.Delete("JournalEntry", entry);
        await pipeline.PollAsync();

        pipeline.Rows(Ledger).Select(r => (r["state"], r["amount"])).ShouldBe([("cancelled", "25.54"), ("cancelled", "25.54")]);
        (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State.Status.ShouldBe(EntityStatus.Removed);
    }

    [Fact]
    public async Task An_edited_entry_keeps_its_rows_and_a_line_that_left_is_cancelled()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var entry = AddPayableEntry(pipeline);
        pipeline.Company.Edit("JournalEntry", entry, e =>
        {
            var second = e["Line"]![0]!.DeepClone();
            second.AsObject().Remove("Id");
            e["Line"]!.AsArray().Add(second);
            e["Line"]![1]!["Amount"] = 51.08m;
        });
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        var before = pipeline.Rows(Ledger);
        before.Count.ShouldBe(3);

        pipeline.Company.Edit("JournalEntry", entry, e =>
        {
            e["Line"]!.AsArray().RemoveAt(2);
            e["Line"]![0]!["Amount"] = 40m;
            e["Line"]![1]!["Amount"] = 40m;
        });
        await pipeline.PollAsync();

        pipeline.Rows(Ledger).Select(r => r["sys_id"]).ShouldBe(before.Select(r => r["sys_id"]));
        pipeline.Rows(Ledger).Select(r => (r["posting_type"], r["amount"], r["state"]))
            .ShouldBe([("debit", "40.00", "staged"), ("credit", "40.00", "staged"), ("debit", "25.54", "cancelled")]);
    }

    [Fact]
    public async Task An_entry_that_an_edit_takes_off_accounts_payable_is_cancelled_and_of_no_concern_any_more()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var entry = AddPayableEntry(pipeline);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var bank = pipeline.Company.AccountOfType("Bank");
        pipeline.Company.Edit("JournalEntry", entry, e => e["Line"]![1]!["JournalEntryLineDetail"]!["AccountRef"]!["value"] = bank);
        await pipeline.PollAsync();

        pipeline.Rows(Ledger).ShouldAllBe(r => r["state"] == "cancelled");
        (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State.Status.ShouldBe(EntityStatus.Ignored);
    }

    [Fact]
    public async Task An_entry_that_does_not_balance_parks_alone()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var (sound, wrong) = (AddPayableEntry(pipeline), AddPayableEntry(pipeline));
        pipeline.Company.Tamper("JournalEntry", wrong, e => e["Line"]![0]!["Amount"] = 20m);
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();

        var parked = (await pipeline.EntityAsync(EntityType.JournalEntry, wrong)).State;
        parked.Status.ShouldBe(EntityStatus.Parked);
        parked.Reason!.Code.ShouldBe("entry-unbalanced");
        (await pipeline.EntityAsync(EntityType.JournalEntry, sound)).State.Status.ShouldBe(EntityStatus.Staged);
        pipeline.Rows(Ledger).Count.ShouldBe(2);
    }

    [Fact]
    public async Task When_the_type_of_an_account_changes_the_decision_is_taken_again_there_and_back()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        var company = pipeline.Company;
        var notes = company.AccountOfType("Other Current Liability");
        var entry = company.AddJournalEntry(40m, company.AccountOfType("Expense"), notes, company.AddVendor("Notes Ltd"));
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State.Status.ShouldBe(EntityStatus.Ignored);
        pipeline.Rows(Ledger).ShouldBeEmpty();

        company.Edit("Account", notes, a => a["AccountType"] = "Accounts Payable");
        await pipeline.PollAsync();
        (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State.Status.ShouldBe(EntityStatus.Staged);
        pipeline.Rows(Ledger).Count(r => r["state"] == "staged").ShouldBe(2);

        company.Edit("Account", notes, a => a["AccountType"] = "Other Current Liability");
        await pipeline.PollAsync();
        (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State.Status.ShouldBe(EntityStatus.Ignored);
        pipeline.Rows(Ledger).ShouldAllBe(r => r["state"] == "cancelled");
    }

    [Fact]
    public async Task Accounts_are_read_once_and_a_restarted_node_still_knows_them()
    {
        await using var pipeline = await PipelineHost.StartAsync();
        await pipeline.ConnectAsync();
        await pipeline.PollAsync();
        await pipeline.StopNodeAsync();
        await pipeline.StartNodeAsync();
        var entry = AddPayableEntry(pipeline);
        await pipeline.PollAsync();

        (await pipeline.EntityAsync(EntityType.JournalEntry, entry)).State.Status.ShouldBe(EntityStatus.Staged);
        pipeline.Sandbox.Journal.Requests.Count(r => (r.Path + r.Query).Contains("from%20Account", StringComparison.Ordinal)).ShouldBe(1);
    }

    private static string AddPayableEntry(PipelineHost pipeline)
    {
        var company = pipeline.Company;
        var vendor = company.Ids("Vendor") is [var known, ..] ? known : company.AddVendor("Norton Lumber");
        return company.AddJournalEntry(25.54m, company.AccountOfType("Expense"), company.AccountOfType("Accounts Payable"), vendor);
    }

    private static IReadOnlyDictionary<string, string> Row(PipelineHost pipeline, string entry, int line) =>
        pipeline.Row(Ledger, EntityType.JournalEntry, $"{entry}-L{line}");
}
