using System.Text.Json.Nodes;
using MlConnector.Sandbox.ServiceNow;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.ServiceNow;

public sealed class TableApiTests : SandboxTest
{
    private const string Invoices = "/api/now/table/sn_apo_invoice";

    [Fact]
    public async Task Everything_is_a_string_an_empty_reference_is_empty_and_a_full_one_is_an_object()
    {
        var supplier = Instance.Insert("sn_fin_supplier", ("name", "O'Brien"));
        var none = (await PostAsync(new JsonObject { ["invoice_amount"] = 80.00m, ["correlation_id"] = "a" })).Json["result"]!;
        var some = (await PostAsync(new JsonObject { ["supplier"] = supplier })).Json["result"]!;

        none["supplier"]!.GetValue<string>().ShouldBe("");
        none["invoice_amount"]!.GetValue<string>().ShouldBe("80.00");
        none["sys_mod_count"]!.GetValue<string>().ShouldBe("0");
        some["supplier"]!["value"]!.ToString().ShouldBe(supplier);
        some["supplier"]!["link"]!.ToString().ShouldBe($"{Instance.Url}/api/now/table/sn_fin_supplier/{supplier}");
    }

    [Fact]
    public async Task Unknown_columns_and_bad_values_are_dropped_and_long_texts_cut_without_a_word()
    {
        var reply = await PostAsync(new JsonObject
        {
            ["no_such_column"] = "x", ["invoice_date"] = "01/02/2026", ["supplier"] = "Some Name", ["sys_id"] = "mine",
            ["supplier_invoice_number"] = new string('n', 99) + "🌷🌷", ["source_updated_on"] = "2026-01-02 03:04:05",
        });
        reply.Status.ShouldBe(201);
        var row = reply.Json["result"]!.AsObject();
        row.ContainsKey("no_such_column").ShouldBeFalse();
        row["invoice_date"]!.ToString().ShouldBe("");
        row["supplier"]!.ToString().ShouldBe("");
        row["sys_id"]!.ToString().Length.ShouldBe(32);
        row["supplier_invoice_number"]!.ToString().ShouldBe(new string('n', 99));
        row["source_updated_on"]!.ToString().ShouldBe("2026-01-02 03:04:05");
        reply.Headers["Location"].ShouldEndWith(row["sys_id"]!.ToString());
    }

    [Fact]
    public async Task An_insert_of_many_creates_one_and_equal_keys_are_not_refused()
    {
        await ServiceNowAsync(Invoices, HttpMethod.Post, Json("""[{"correlation_id":"k"},{"correlation_id":"l"}]"""));
        await PostAsync(new JsonObject { ["correlation_id"] = "k" });
        Instance.Rows("sn_apo_invoice").Select(r => r["correlation_id"]).ShouldBe(["k", "k"]);
    }

    [Fact]
    public async Task A_change_moves_the_update_time_and_no_change_does_not()
    {
        var id = (await PostAsync(new JsonObject { ["memo"] = "one" })).Json["result"]!["sys_id"]!.ToString();
        Time.Advance(TimeSpan.FromMinutes(1));
        var same = await ServiceNowAsync($"{Invoices}/{id}", HttpMethod.Patch, Json("""{"memo":"one"}"""));
        var other = await ServiceNowAsync($"{Invoices}/{id}", HttpMethod.Put, Json("""{"memo":""}"""));

        same.Json["result"]!["sys_updated_on"]!.ToString().ShouldBe("2026-07-01 12:00:00");
        other.Json["result"]!["sys_updated_on"]!.ToString().ShouldBe("2026-07-01 12:01:00");
        other.Json["result"]!["sys_mod_count"]!.ToString().ShouldBe("1");
        other.Json["result"]!["memo"]!.ToString().ShouldBe("");

        (await ServiceNowAsync($"{Invoices}/{id}", HttpMethod.Delete)).Status.ShouldBe(204);
        var gone = await ServiceNowAsync($"{Invoices}/{id}");
        gone.Status.ShouldBe(404);
        gone.Json["error"]!["message"]!.ToString().ShouldBe("No Record found");
    }

    [Fact]
    public async Task Fields_links_display_values_and_dot_walks_are_as_asked()
    {
        var supplier = Instance.Insert("sn_fin_supplier", ("name", "Zoë"));
        Instance.Insert("sn_apo_invoice", ("correlation_id", "a"), ("supplier", supplier));

        var plain = await ListAsync("sysparm_fields=correlation_id,supplier,supplier.name,nothing&sysparm_exclude_reference_link=true");
        plain[0]!.ToJsonString().ShouldBe(new JsonObject { ["correlation_id"] = "a", ["supplier"] = supplier, ["supplier.name"] = "Zoë" }.ToJsonString());
        var all = await ListAsync("sysparm_fields=correlation_id,supplier&sysparm_display_value=all");
        all[0]!["correlation_id"]!["value"]!.ToString().ShouldBe("a");
        all[0]!["supplier"]!["display_value"]!.ToString().ShouldBe("Zoë");
        var shown = await ListAsync("sysparm_fields=supplier&sysparm_display_value=true");
        shown[0]!["supplier"]!["display_value"]!.ToString().ShouldBe("Zoë");
    }

    [Fact]
    public async Task A_display_value_finds_its_row_or_is_dropped()
    {
        var supplier = Instance.Insert("sn_fin_supplier", ("name", "Zoë"));
        var found = await ServiceNowAsync(Invoices + "?sysparm_input_display_value=true", HttpMethod.Post, Json("""{"supplier":"Zoë"}"""));
        var lost = await ServiceNowAsync(Invoices + "?sysparm_input_display_value=true", HttpMethod.Post, Json("""{"supplier":"Nobody"}"""));
        found.Json["result"]!["supplier"]!["value"]!.ToString().ShouldBe(supplier);
        lost.Json["result"]!["supplier"]!.ToString().ShouldBe("");
    }

    [Fact]
    public async Task Pages_say_the_total_and_where_the_others_are()
    {
        for (var i = 0; i < 5; i++)
            Instance.Insert("sn_apo_invoice", ("correlation_id", $"k{i}"));
        var reply = await ServiceNowAsync($"{Invoices}?sysparm_limit=2&sysparm_offset=2&sysparm_fields=correlation_id");

        reply.Json["result"]!.AsArray().Select(r => r!["correlation_id"]!.ToString()).ShouldBe(["k2", "k3"]);
        reply.Headers["X-Total-Count"].ShouldBe("5");
        reply.Headers["Link"].ShouldContain("sysparm_offset=4>;rel=\"next\"");
        reply.Headers["Link"].ShouldContain("sysparm_offset=0>;rel=\"prev\"");
        (await ServiceNowAsync($"{Invoices}?sysparm_limit=2&sysparm_no_count=true")).Headers.ContainsKey("X-Total-Count").ShouldBeFalse();
        (await ServiceNowAsync($"{Invoices}?sysparm_limit=0")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task An_empty_list_is_404_only_in_version_1()
    {
        (await ServiceNowAsync(Invoices)).Body.ShouldBe("""{"result":[]}""");
        (await ServiceNowAsync("/api/now/v2/table/sn_apo_invoice")).Status.ShouldBe(200);
        (await ServiceNowAsync("/api/now/v1/table/sn_apo_invoice")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Refusals_use_the_platforms_words()
    {
        Instance.Uninstall("sn_apo_payment");
        Instance["sn_apo_invoice"].DataPolicy.Add("invoice_date");
        Instance["sn_apo_invoice_line"].Denied.Add("create");
        Instance["sn_fin_supplier"].Denied.Add("write");
        var supplier = Instance.Insert("sn_fin_supplier", ("name", "x"));

        Error(await ServiceNowAsync("/api/now/table/sn_apo_payment"), 400).ShouldBe("Invalid table sn_apo_payment|");
        Error(await ServiceNowAsync("/api/now/nonsense"), 400).ShouldBe("Requested URI does not represent any resource|");
        Error(await PostAsync([]), 403).ShouldStartWith("Operation Failed|Data Policy Exception");
        Error(await ServiceNowAsync("/api/now/table/sn_apo_invoice_line", HttpMethod.Post, Json("{}")), 403)
            .ShouldBe("Operation Failed|ACL Exception Insert Failed due to security constraints");
        Error(await ServiceNowAsync($"/api/now/table/sn_fin_supplier/{supplier}", HttpMethod.Patch, Json("{}")), 403).ShouldContain("Update Failed");
        (await ServiceNowAsync("/api/now/table/sys_db_object?sysparm_query=name=sn_apo_payment")).Body.ShouldBe("""{"result":[]}""");
    }

    [Fact]
    public async Task The_dictionary_describes_columns_by_name_and_label()
    {
        var reply = await ServiceNowAsync("/api/now/table/sys_dictionary?sysparm_query=name=sn_spend_intg_imp_invoice^column_label=ERP source&sysparm_fields=element,max_length,internal_type,mandatory");
        var row = reply.Json["result"]!.AsArray().ShouldHaveSingleItem()!;
        row["element"]!.ToString().ShouldStartWith("u_");
        row["mandatory"]!.ToString().ShouldBe("true");
        row["internal_type"]!["value"]!.ToString().ShouldBe("string");
        var supplier = await ServiceNowAsync("/api/now/table/sys_dictionary?sysparm_query=name=sn_apo_invoice^element=supplier&sysparm_fields=reference");
        supplier.Json["result"]![0]!["reference"]!["value"]!.ToString().ShouldBe("sn_fin_supplier");
        (await ServiceNowAsync("/api/now/ui/meta/sn_apo_invoice")).Json["result"]!["columns"]!["state"]!["choices"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_hidden_column_is_neither_shown_nor_written_nor_queried()
    {
        Instance["sn_apo_invoice"].Hidden.Add("memo");
        var row = (await PostAsync(new JsonObject { ["memo"] = "secret", ["correlation_id"] = "a" })).Json["result"]!.AsObject();
        row.ContainsKey("memo").ShouldBeFalse();
        Instance.Rows("sn_apo_invoice")[0]["memo"].ShouldBe("");
        Instance.Settings.InvalidQueryParts = InvalidQueryParts.Refused;
        (await ServiceNowAsync(Invoices + "?sysparm_query=memo=secret")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Stats_count_and_sum_in_all_and_by_column()
    {
        Instance.Insert("sn_apo_invoice", ("state", "staged"), ("invoice_amount", "10.10"));
        Instance.Insert("sn_apo_invoice", ("state", "staged"), ("invoice_amount", "0.20"));
        Instance.Insert("sn_apo_invoice", ("state", "paid"), ("invoice_amount", "5"));

        var all = await ServiceNowAsync("/api/now/stats/sn_apo_invoice?sysparm_count=true&sysparm_sum_fields=invoice_amount");
        all.Json["result"]!["stats"]!["count"]!.ToString().ShouldBe("3");
        all.Json["result"]!["stats"]!["sum"]!["invoice_amount"]!.ToString().ShouldBe("15.30");
        var grouped = await ServiceNowAsync("/api/now/stats/sn_apo_invoice?sysparm_count=true&sysparm_group_by=state&sysparm_query=state=staged");
        grouped.Json["result"]!.AsArray().ShouldHaveSingleItem()!["stats"]!["count"]!.ToString().ShouldBe("2");
    }

    private Task<Reply> PostAsync(JsonObject body) => ServiceNowAsync(Invoices, HttpMethod.Post, Json(body));

    private async Task<JsonArray> ListAsync(string parameters) => (await ServiceNowAsync($"{Invoices}?{parameters}")).Json["result"]!.AsArray();

    private static string Error(Reply reply, int status)
    {
        reply.Status.ShouldBe(status);
        reply.Json["status"]!.ToString().ShouldBe("failure");
        return $"{reply.Json["error"]!["message"]}|{reply.Json["error"]!["detail"]}";
    }
}
