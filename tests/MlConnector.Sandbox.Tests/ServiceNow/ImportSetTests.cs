using System.Text.Json.Nodes;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.ServiceNow;

public sealed class ImportSetTests : SandboxTest
{
    private const string Staging = "/api/now/import/sn_spend_intg_imp_invoice";
    private const string Payments = "/api/now/import/sn_spend_intg_imp_invoice_payment_detail";

    [Fact]
    public async Task A_row_is_inserted_updated_or_ignored_by_its_coalesce_fields()
    {
        var supplier = Instance.Insert("sn_fin_supplier", ("name", "x"), ("supplier_code", "S1"));
        var inserted = await ImportAsync(Staging, ("u_external_invoice_number", "QBO-1"), ("u_inv_erp_src", "R1"), ("u_supplier", "S1"), ("u_amount_invoiced", "80.00"));
        var again = await ImportAsync(Staging, ("u_external_invoice_number", "qbo-1"), ("u_inv_erp_src", "R1"), ("u_supplier", "S1"), ("u_amount_invoiced", "80.00"));
        var updated = await ImportAsync(Staging, ("u_external_invoice_number", "QBO-1"), ("u_inv_erp_src", "R1"), ("u_amount_invoiced", "90.00"));

        inserted.Status.ShouldBe(201);
        inserted.Json["staging_table"]!.ToString().ShouldBe("sn_spend_intg_imp_invoice");
        inserted.Json["import_set"]!.ToString().ShouldStartWith("ISET");
        Status(inserted).ShouldBe("inserted");
        again.Status.ShouldBe(200);
        Status(updated).ShouldBe("updated");
        var invoice = Instance.Rows("sn_shop_invoice").ShouldHaveSingleItem();
        invoice["supplier"].ShouldBe(supplier);
        invoice["invoice_amount"].ShouldBe("90.00");
        invoice["state"].ShouldBe("draft");
        invoice["number"].ShouldStartWith("INV");
        updated.Json["result"]![0]!["sys_id"]!.ToString().ShouldBe(invoice["sys_id"]);
        Status(await ImportAsync(Staging, ("u_external_invoice_number", "QBO-1"), ("u_inv_erp_src", "R1"))).ShouldBe("ignored");
    }

    [Fact]
    public async Task Without_coalesce_every_row_inserts()
    {
        var entries = await ServiceNowAsync("/api/now/table/sys_transform_entry?sysparm_query=map.source_table=sn_spend_intg_imp_invoice^coalesce=true&sysparm_fields=sys_id,map.name,target_field");
        entries.Json["result"]!.AsArray().Select(e => e!["target_field"]!.ToString()).ShouldBe(["external_invoice_number", "erp_source"]);
        foreach (var entry in entries.Json["result"]!.AsArray())
            await ServiceNowAsync("/api/now/table/sys_transform_entry/" + entry!["sys_id"], HttpMethod.Patch, Json("""{"coalesce":"false"}"""));

        for (var i = 0; i < 2; i++)
            Status(await ImportAsync(Staging, ("u_external_invoice_number", "QBO-1"), ("u_inv_erp_src", "R1"))).ShouldBe("inserted");
        Instance.Rows("sn_shop_invoice").Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_coalesce_fields_can_be_set()
    {
        Instance.SetCoalesce("sn_spend_intg_imp_invoice", "supplier_invoice_number");
        await ImportAsync(Staging, ("u_external_invoice_number", "QBO-1"), ("u_supplier_invoice_number", "N1"));
        Status(await ImportAsync(Staging, ("u_external_invoice_number", "QBO-2"), ("u_supplier_invoice_number", "N1"))).ShouldBe("updated");
    }

    [Fact]
    public async Task A_line_without_its_invoice_is_an_error_inside_a_200()
    {
        var reply = await ImportAsync("/api/now/import/sn_spend_intg_imp_invoice_line", ("u_external_invoice_number", "nowhere"), ("u_line_description", "x"));
        reply.Status.ShouldBe(200);
        Status(reply).ShouldBe("error");
        reply.Json["result"]![0]!["error_message"]!.ToString().ShouldContain("nowhere");

        var staged = Instance.Rows("sn_spend_intg_imp_invoice_line").ShouldHaveSingleItem();
        staged["sys_import_state"].ShouldBe("error");
        var reread = await ServiceNowAsync("/api/now/import/sn_spend_intg_imp_invoice_line/" + staged["sys_id"]);
        Status(reread).ShouldBe("error");
    }

    [Fact]
    public async Task A_payment_is_taken_only_when_its_invoice_is_pending_payment_and_then_pays_it()
    {
        await ImportAsync(Staging, ("u_external_invoice_number", "QBO-1"), ("u_inv_erp_src", "R1"), ("u_amount_invoiced", "80.00"));
        var payment = new[] { ("u_pd_tp_import", "P1"), ("u_pd_erp_invoice", "QBO-1"), ("u_pd_amount", "80.00"), ("u_pd_date", "2026-07-01") };

        Status(await ImportAsync(Payments, payment)).ShouldBe("error");
        Instance.ApproveInvoices().ShouldBe(1);
        Status(await ImportAsync(Payments, payment)).ShouldBe("inserted");
        Instance.Rows("sn_shop_invoice")[0]["state"].ShouldBe("paid");
    }

    [Fact]
    public async Task Without_an_active_map_the_answer_is_an_error_without_a_map()
    {
        foreach (var map in Instance.Rows("sys_transform_map"))
            Instance.Update("sys_transform_map", map["sys_id"], ("active", "false"));
        var reply = await ImportAsync(Staging, ("u_external_invoice_number", "QBO-1"));
        reply.Json["result"]![0]!["transform_map"]!.ToString().ShouldBe("");
        reply.Json["result"]![0]!["error_message"]!.ToString().ShouldBe("Invalid table ");
    }

    [Fact]
    public async Task Many_rows_go_by_label_and_say_nothing_of_their_outcome()
    {
        var body = new JsonObject { ["records"] = new JsonArray([.. Enumerable.Range(0, 3).Select(i => new JsonObject { ["External invoice number"] = $"QBO-{i}", ["ERP source"] = "R1" })]) };
        var reply = await ServiceNowAsync(Staging + "/insertMultiple", HttpMethod.Post, Json(body));
        reply.Json.AsObject().Select(p => p.Key).ShouldBe(["import_set_id", "multi_import_set_id"]);
        Instance.Rows("sn_shop_invoice", "ORDERBYexternal_invoice_number").Select(r => r["external_invoice_number"]).ShouldBe(["QBO-0", "QBO-1", "QBO-2"]);
    }

    [Fact]
    public async Task The_invoice_amount_cannot_be_written_through_the_table_api()
    {
        var reply = await ServiceNowAsync("/api/now/table/sn_shop_invoice", HttpMethod.Post, Json("""{"invoice_amount":"5.00","subtotal":"5.00"}"""));
        reply.Status.ShouldBe(201);
        reply.Json["result"]!["invoice_amount"]!.ToString().ShouldBe("");
    }

    private Task<Reply> ImportAsync(string path, params (string Column, string Value)[] values) =>
        ServiceNowAsync(path, HttpMethod.Post, Json(new JsonObject(values.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Column, v.Value)))));

    private static string Status(Reply reply) => reply.Json["result"]!.AsArray().ShouldHaveSingleItem()!["status"]!.ToString();
}
