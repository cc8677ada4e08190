namespace MlConnector.ServiceNow.Tests.Writing;

/// <summary>The lines of a journal entry: a set of records without a header.</summary>
public sealed class LedgerTests
{
    [Fact]
    public async Task An_entry_is_one_lookup_and_one_batch_with_every_field_in_its_column()
    {
        await using var instance = await Instance.StartAsync();

        var written = await instance.WrittenAsync(Records.Journal(25.54m));

        written.Requests.ShouldBe(2);
        var rows = instance.Sandbox.ServiceNow.Rows(Instance.Ledger, "ORDERBYline_number");
        rows.Select(r => r["posting_type"]).ShouldBe(["debit", "credit"]);
        foreach (var (column, value) in new Dictionary<string, string>
        {
            ["correlation_id"] = "QBO-9130357849014096-JournalEntry-227-L1", ["journal_number"] = "JE-7", ["line_number"] = "2", ["posting_date"] = "2026-11-07",
            ["amount"] = "25.54", ["gl_account"] = "Accounts Payable (A/P)", ["supplier"] = instance.Supplier, ["state"] = "staged",
            ["source_system"] = "QuickBooks Online", ["source_updated_on"] = "2026-11-07 18:11:11",
        }) rows[1][column].ShouldBe(value, column);
    }

    [Fact]
    public async Task A_line_that_left_is_cancelled_and_never_deleted()
    {
        await using var instance = await Instance.StartAsync();
        var first = await instance.WrittenAsync(Records.Journal(25m));

        await instance.WrittenAsync(Records.Journal(25m, e => e["Line"]![0]!["Id"] = "2"), first.Records);

        instance.Sandbox.ServiceNow.Rows(Instance.Ledger).ToDictionary(r => r["correlation_id"][^2..], r => r["state"])
            .ShouldBe(new Dictionary<string, string> { ["L0"] = "cancelled", ["L1"] = "staged", ["L2"] = "staged" }, ignoreOrder: true);
    }
}
