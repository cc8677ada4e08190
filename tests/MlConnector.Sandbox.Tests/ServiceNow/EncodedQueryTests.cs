using MlConnector.Sandbox.ServiceNow;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.ServiceNow;

public sealed class EncodedQueryTests : SandboxTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        var supplier = Instance.Insert("sn_fin_supplier", ("name", "Smith^NQactive=true"), ("supplier_code", "S1"));
        Instance.Insert("sn_apo_invoice", ("correlation_id", "a"), ("supplier", supplier), ("invoice_amount", "9"), ("memo", "red rose"));
        Instance.Insert("sn_apo_invoice", ("correlation_id", "b"), ("invoice_amount", "10"), ("memo", "Red tulip"));
        Instance.Insert("sn_apo_invoice", ("correlation_id", "c"), ("invoice_amount", "100"));
    }

    [Theory]
    [InlineData("correlation_id=a", "a")]
    [InlineData("correlation_id!=a", "b c")]
    [InlineData("correlation_idINa,c", "a c")]
    [InlineData("correlation_idNOT INa,c", "b")]
    [InlineData("memoLIKEtul", "b")]
    [InlineData("memoSTARTSWITHred", "a b")]
    [InlineData("invoice_amount>=10", "b c")]
    [InlineData("invoice_amount<10", "a")]
    [InlineData("invoice_amountBETWEEN9@10", "a b")]
    [InlineData("memoISEMPTY", "c")]
    [InlineData("memoISNOTEMPTY^invoice_amount=10", "b")]
    [InlineData("correlation_id=a^ORcorrelation_id=b^memoLIKEtulip", "b")]
    [InlineData("correlation_id=a^NQcorrelation_id=c", "a c")]
    [InlineData("ORDERBYDESCinvoice_amount", "c b a")]
    [InlineData("memoISNOTEMPTY^ORDERBYcorrelation_id", "a b")]
    [InlineData("supplier.supplier_code=S1", "a")]
    [InlineData("supplierISNOTEMPTY", "a")]
    public async Task An_encoded_query_finds(string query, string expected) => (await FindAsync("sn_apo_invoice", query)).ShouldBe(expected);

    [Fact]
    public async Task A_doubled_caret_is_a_caret_and_a_single_one_injects()
    {
        Instance.Insert("sn_fin_supplier", ("name", "Other"), ("active", "true"), ("correlation_id", "other"));
        (await CountAsync("sn_fin_supplier", "name=Smith^^NQactive=true")).ShouldBe(1);
        (await FindAsync("sn_fin_supplier", "name=Smith^NQactive=true")).ShouldBe("other");
    }

    [Theory]
    [InlineData("no_such_column=1")]
    [InlineData("correlation_id~a")]
    [InlineData("correlation_id=javascript:gs.getUserID()")]
    public async Task An_invalid_part_is_ignored_so_that_the_whole_table_comes_back(string query)
    {
        (await CountAsync("sn_apo_invoice", query)).ShouldBe(3);
        Instance.Settings.InvalidQueryParts = InvalidQueryParts.MatchNothing;
        (await CountAsync("sn_apo_invoice", query)).ShouldBe(0);
        Instance.Settings.InvalidQueryParts = InvalidQueryParts.Refused;
        var refused = await ServiceNowAsync("/api/now/table/sn_apo_invoice?sysparm_query=" + Uri.EscapeDataString(query));
        refused.Status.ShouldBe(403);
        refused.Json["error"]!["message"]!.ToString().ShouldBe("Insufficient rights to query records");
    }

    private async Task<string> FindAsync(string table, string query)
    {
        var reply = await ServiceNowAsync($"/api/now/table/{table}?sysparm_fields=correlation_id&sysparm_query={Uri.EscapeDataString(query)}");
        return string.Join(' ', reply.Json["result"]!.AsArray().Select(r => r!["correlation_id"]!.ToString()));
    }

    private async Task<int> CountAsync(string table, string query) =>
        (await ServiceNowAsync($"/api/now/table/{table}?sysparm_query={Uri.EscapeDataString(query)}")).Json["result"]!.AsArray().Count;
}
