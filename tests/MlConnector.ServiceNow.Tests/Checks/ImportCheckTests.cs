using MlConnector.Sandbox.Http;

namespace MlConnector.ServiceNow.Tests.Checks;

public sealed class ImportCheckTests
{
    private const string Invoice = "sn_spend_intg_imp_invoice";
    private const string Coalesce = $"coalesce {Invoice}";

    [Fact]
    public async Task An_instance_that_takes_imports_fails_no_check_of_tables_columns_maps_and_roles()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);

        var checks = await CheckAsync(instance);

        checks.Values.Where(c => c.Ok == false).ShouldBeEmpty();
        checks[Coalesce].ShouldBeOk("external_invoice_number");
        checks.Keys.Count(k => k.StartsWith("coalesce ", StringComparison.Ordinal)).ShouldBe(4);
        checks["role sn_spend_intg.procurement_integrator"].Ok.ShouldBe(true);
        checks["role sn_fcms_intg.integration_user"].Ok.ShouldBe(true);
    }

    [Theory]
    [InlineData("no coalesce field")]
    [InlineData("by supplier_invoice_number, not by external_invoice_number", "supplier_invoice_number")]
    public async Task A_map_that_does_not_find_records_by_the_key_fails_alone(string detail, params string[] fields)
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now.SetCoalesce(Invoice, fields);

        var checks = await CheckAsync(instance);

        checks[Coalesce].ShouldBeFailed(detail);
        checks[Coalesce].Remedy!.ShouldContain("Make external_invoice_number a coalesce field");
        checks.Values.Count(c => c.Ok == false).ShouldBe(1);
    }

    [Fact]
    public async Task Columns_that_are_known_by_label_are_looked_for_by_it()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        (await CheckAsync(instance))[$"labels {Invoice}"].ShouldBeOk("2, each found");
        instance.Now[Invoice].Hidden.Add("u_inv_ext_src");
        instance.Now.Delete("sys_dictionary", instance.Now.Rows("sys_dictionary", "element=u_inv_ext_src").ShouldHaveSingleItem()["sys_id"]);

        var failed = (await CheckAsync(instance))[$"labels {Invoice}"];

        failed.ShouldBeFailed("'External invoice source'");
        failed.Required.ShouldBeTrue();
        failed.Remedy!.ShouldContain("serviceNow.columns.invoice");
    }

    [Fact]
    public async Task Labels_of_a_table_that_nothing_describes_are_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now["sys_dictionary"].Denied.Add("read");
        instance.Fault(new FaultRule { Path = "*/ui/meta/*", Times = int.MaxValue, Status = 403, Body = """{"error":{"message":"User Not Authorized","detail":null},"status":"failure"}""" });

        (await CheckAsync(instance))[$"labels {Invoice}"].ShouldBeUnknown("'External invoice source'");
    }

    [Fact]
    public async Task A_map_that_may_not_be_read_is_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now["sys_transform_entry"].Denied.Add("read");

        (await CheckAsync(instance))[Coalesce].ShouldBeUnknown("403");
    }

    [Fact]
    public async Task A_map_whose_coalesce_column_is_hidden_is_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now["sys_transform_entry"].Hidden.Add("coalesce");

        (await CheckAsync(instance))[Coalesce].ShouldBeUnknown("no map to sn_shop_invoice is shown whole");
    }

    [Fact]
    public async Task A_staging_table_that_may_not_be_read_is_unknown_for_it_is_only_written_to()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now[Invoice].Denied.Add("read");

        var checks = await CheckAsync(instance);

        checks[$"table {Invoice}"].ShouldBeUnknown("may not read it");
        checks[$"columns {Invoice}"].ShouldBeUnknown("Not looked at");
        checks.Values.Where(c => c.Ok == false).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_profile_that_imports_nothing_asks_for_no_map()
    {
        await using var instance = await CheckedInstance.StartAsync();

        await instance.CheckAsync();

        instance.Journal.Requests.ShouldNotContain(r => r.Path.Contains("sys_transform"));
    }

    private static Task<Dictionary<string, MlConnector.Domain.Checks.Check>> CheckAsync(CheckedInstance instance) => instance.CheckAsync(profile: "s2p");
}
