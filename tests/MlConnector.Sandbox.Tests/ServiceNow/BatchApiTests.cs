using System.Text;
using System.Text.Json.Nodes;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.ServiceNow;

public sealed class BatchApiTests : SandboxTest
{
    [Fact]
    public async Task Items_run_in_order_and_each_has_a_status_of_its_own()
    {
        var reply = await BatchAsync(Item("1", "POST", "/api/now/table/sn_apo_invoice", """{"correlation_id":"a"}"""),
            Item("2", "GET", "/api/now/table/sn_apo_invoice?sysparm_query=correlation_id=a&sysparm_fields=correlation_id"),
            Item("3", "GET", "/api/now/table/no_such_table"));

        reply.Status.ShouldBe(200);
        var serviced = reply.Json["serviced_requests"]!.AsArray();
        serviced.Select(s => s!["status_code"]!.GetValue<int>()).ShouldBe([201, 200, 400]);
        Body(serviced[1]!)["result"]![0]!["correlation_id"]!.ToString().ShouldBe("a");
        Sandbox.Journal.Count("servicenow.batch").ShouldBe(1);
        Sandbox.Journal.Count("servicenow.batch.item.*").ShouldBe(3);
    }

    [Fact]
    public async Task What_the_quota_leaves_over_is_unserviced_and_had_no_effect()
    {
        Instance.Settings.BatchQuota = TimeSpan.Zero;
        var reply = await BatchAsync(Item("1", "POST", "/api/now/table/sn_apo_invoice", "{}"));
        reply.Json["unserviced_requests"]!.ToJsonString().ShouldBe("""["1"]""");
        Instance.Rows("sn_apo_invoice").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fault_can_befall_one_item()
    {
        Sandbox.Faults.Add(new FaultRule { Method = "POST", Path = "/servicenow/api/now/table/*", Nth = 2, Status = 503, AfterEffect = true });
        var reply = await BatchAsync(Item("1", "POST", "/api/now/table/sn_apo_invoice", "{}"), Item("2", "POST", "/api/now/table/sn_apo_invoice", "{}"));
        reply.Json["serviced_requests"]!.AsArray().Select(s => s!["status_code"]!.GetValue<int>()).ShouldBe([201, 503]);
        Instance.Rows("sn_apo_invoice").Count.ShouldBe(2);
    }

    private Task<Reply> BatchAsync(params JsonObject[] items) => ServiceNowAsync("/api/now/v1/batch", HttpMethod.Post,
        Json(new JsonObject { ["batch_request_id"] = "b", ["rest_requests"] = new JsonArray([.. items]) }));

    private static JsonObject Item(string id, string method, string url, string? body = null) => new()
    {
        ["id"] = id,
        ["method"] = method,
        ["url"] = url,
        ["headers"] = new JsonArray(new JsonObject { ["name"] = "Content-Type", ["value"] = "application/json" }),
        ["body"] = body is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(body)),
    };

    private static JsonNode Body(JsonNode serviced) => JsonNode.Parse(Convert.FromBase64String(serviced["body"]!.ToString()))!;
}
