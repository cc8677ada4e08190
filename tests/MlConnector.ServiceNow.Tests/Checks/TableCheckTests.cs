using MlConnector.Sandbox.Http;

namespace MlConnector.ServiceNow.Tests.Checks;

public sealed class TableCheckTests
{
    private const string Payment = "sn_apo_payment";

    [Fact]
    public async Task A_table_that_is_not_installed_fails_and_the_others_do_not()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now.Uninstall(Payment);

        var checks = await instance.CheckAsync();

        checks[$"table {Payment}"].ShouldBeFailed("Invalid table");
        checks[$"table {Payment}"].Remedy!.ShouldContain("\"payment\"");
        checks.ShouldNotContainKey($"columns {Payment}");
        checks.Values.Where(c => c.Ok != true).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_table_that_the_connection_renames_is_looked_for_by_its_new_name()
    {
        await using var instance = await CheckedInstance.StartAsync();

        var checks = await instance.CheckAsync(tables: new() { ["invoice"] = "u_bills" });

        checks["table u_bills"].ShouldBeFailed("Invalid table");
        checks.ShouldNotContainKey("table sn_apo_invoice");
    }

    [Fact]
    public async Task A_table_that_may_not_be_read_fails_and_its_columns_are_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now[Payment].Denied.Add("read");

        var checks = await instance.CheckAsync();

        checks[$"table {Payment}"].ShouldBeFailed("may not read it");
        checks[$"columns {Payment}"].ShouldBeUnknown("Not looked at");
    }

    [Fact]
    public async Task A_table_that_shows_no_row_is_empty_or_hidden_and_nobody_can_say_which()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);

        var checks = await instance.CheckAsync();

        checks[$"table {Payment}"].ShouldBeUnknown("it is empty, or its rows are hidden");
        checks[$"columns {Payment}"].ShouldBeOk("described by the instance");
    }

    [Fact]
    public async Task Rows_that_are_counted_but_not_shown_are_told_of()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Fault(new FaultRule { Path = $"*/{Payment}", Status = 200, Body = """{"result":[]}""", Headers = new Dictionary<string, string> { ["X-Total-Count"] = "42" } });

        (await instance.CheckAsync())[$"table {Payment}"].ShouldBeUnknown("counts 42 rows and shows none");
    }

    [Fact]
    public async Task A_table_that_gave_no_usable_answer_is_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Fault(KnownFaults.BadGateway($"*/{Payment}"));

        var checks = await instance.CheckAsync();

        checks[$"table {Payment}"].ShouldBeUnknown("502");
        checks[$"table {Payment}"].Remedy.ShouldBe("Run the checks again.");
        checks["table sn_apo_invoice"].Ok.ShouldBe(true);
    }

    [Fact]
    public async Task A_column_that_the_dictionary_lists_and_no_row_shows_is_hidden()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now[Payment].Hidden.Add("memo");

        var checks = await instance.CheckAsync();

        checks[$"column {Payment}.memo"].ShouldBeFailed("hidden from the integration user");
        checks[$"columns {Payment}"].Ok.ShouldBe(true);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_column_that_is_not_there_is_missing_with_rows_and_without(bool rows)
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now.Install(Payment, "Payment", null, [.. instance.Now[Payment].Columns.Where(c => c is { IsSystem: false, Name: not "correlation_id" })]);
        if (rows) instance.Now.Insert(Payment);

        var checks = await instance.CheckAsync();

        checks[$"column {Payment}.correlation_id"].ShouldBeFailed("does not have it");
        checks[$"column {Payment}.correlation_id"].Remedy.ShouldBe($"Create the column correlation_id in {Payment}.");
        checks.Values.Count(c => c.Ok == false).ShouldBe(1);
    }

    [Fact]
    public async Task A_column_that_a_parent_table_brings_is_found_under_the_parents_name()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        Inherit(instance, Payment, "sn_fin_base", "memo");

        var checks = await instance.CheckAsync();

        checks[$"columns {Payment}"].ShouldBeOk("described by the instance");
        checks.Values.ShouldAllBe(c => c.Ok != false);
        instance.Journal.Requests.ShouldNotContain(r => r.Path.Contains("/ui/meta/"));
    }

    [Fact]
    public async Task Without_the_dictionary_the_tables_own_description_tells_of_its_columns()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now["sys_dictionary"].Denied.Add("read");
        instance.Now[Payment].Hidden.Add("memo");

        var checks = await instance.CheckAsync();

        checks[$"columns {Payment}"].ShouldBeOk("described by the instance");
        checks[$"column {Payment}.memo"].ShouldBeFailed("does not have it, or hides it");
    }

    [Fact]
    public async Task Columns_that_nothing_tells_of_are_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now["sys_dictionary"].Denied.Add("read");
        instance.Fault(new FaultRule { Path = "*/ui/meta/*", Times = 100, Status = 404, Body = """{"error":{"message":"Requested URI does not represent any resource","detail":null},"status":"failure"}""" });

        var checks = await instance.CheckAsync();

        checks[$"columns {Payment}"].ShouldBeUnknown("correlation_id, payment_date");
        checks.Values.ShouldAllBe(c => c.Ok != false);
    }

    [Fact]
    public async Task Where_the_parents_are_hidden_an_unlisted_column_may_be_inherited()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        Inherit(instance, Payment, "sn_fin_base", "memo");
        instance.Now["sys_db_object"].Hidden.Add("super_class");
        instance.Fault(new FaultRule { Path = "*/ui/meta/*", Times = 100, Status = 404, Body = """{"error":{"message":"Requested URI does not represent any resource","detail":null},"status":"failure"}""" });

        var checks = await instance.CheckAsync();

        checks.Values.ShouldAllBe(c => c.Ok != false);
        checks[$"columns {Payment}"].ShouldBeUnknown("memo");
    }

    /// <summary>The table extends another, under whose name the dictionary has the column.</summary>
    private static void Inherit(CheckedInstance instance, string table, string parent, string column)
    {
        var super = instance.Now.Insert("sys_db_object", ("name", parent), ("label", parent));
        instance.Now.Update("sys_db_object", instance.Now.Rows("sys_db_object", $"name={table}").Single()["sys_id"], ("super_class", super));
        foreach (var element in new[] { column, "sys_id" })
            instance.Now.Update("sys_dictionary", instance.Now.Rows("sys_dictionary", $"name={table}^element={element}").Single()["sys_id"], ("name", parent));
    }
}
