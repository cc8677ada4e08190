using System.Text.Json.Nodes;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests.QuickBooks;

public sealed class QueryTests : SandboxTest
{
    [Fact]
    public async Task No_rows_leave_the_response_empty()
    {
        var reply = await QueryAsync("select * from Bill where TxnDate > '2099-01-01'");
        reply.Status.ShouldBe(200);
        reply.Json["QueryResponse"]!.AsObject().Count.ShouldBe(0);
    }

    [Fact]
    public async Task Pages_are_100_long_by_default_and_say_how_many_they_hold()
    {
        var vendor = Company.Ids("Vendor")[0];
        for (var i = 0; i < 100; i++)
            Company.AddBill(vendor, new LineEntry(1m));

        var first = await QueryAsync("select * from Bill");
        var second = await QueryAsync("select * from Bill STARTPOSITION 101 MAXRESULTS 1000");
        var count = await QueryAsync("select count(*) from Bill");

        first.Json["QueryResponse"]!["maxResults"]!.GetValue<int>().ShouldBe(100);
        second.Json["QueryResponse"]!["Bill"]!.AsArray().Count.ShouldBe(20);
        count.Json["QueryResponse"]!["totalCount"]!.GetValue<int>().ShouldBe(120);
    }

    [Fact]
    public async Task Inactive_vendors_are_left_out_unless_they_are_asked_for()
    {
        Company.Inactivate("Vendor", Company.Ids("Vendor")[0]);

        Count(await QueryAsync("select * from Vendor")).ShouldBe(5);
        Count(await QueryAsync("select * from Vendor where Active IN (true,false)")).ShouldBe(6);
        var inactive = await QueryAsync("select * from Vendor where Active = false");
        inactive.Json["QueryResponse"]!["Vendor"]![0]!["DisplayName"]!.ToString().ShouldEndWith("(deleted)");
    }

    [Fact]
    public async Task An_apostrophe_is_escaped_by_a_backslash()
    {
        var found = await QueryAsync(@"select * from Vendor where DisplayName = 'Bob\'s Burger Joint'");
        found.Json["QueryResponse"]!["Vendor"]![0]!["DisplayName"]!.ToString().ShouldBe("Bob's Burger Joint");
    }

    [Theory]
    [InlineData("select * from Bill where TotalAmt > 10", "4000")]
    [InlineData("select * from Bill where TotalAmt > '10' OR Balance > '1'", "4000")]
    [InlineData("select * from Bill where TxnDate > '2026-01-01", "4000")]
    [InlineData("select from Bill", "4000")]
    [InlineData("select * from Bill where NoSuchField = '1'", "4001")]
    [InlineData("select * from NoSuchEntity", "4001")]
    [InlineData("select * from Bill where Id > '1'", "4001")]
    [InlineData("select * from Bill maxresults 1001", "4001")]
    public async Task A_statement_that_cannot_run_is_a_validation_fault(string statement, string code)
    {
        var reply = await QueryAsync(statement);
        reply.Status.ShouldBe(400);
        reply.Json["Fault"]!["Error"]![0]!["code"]!.ToString().ShouldBe(code);
        reply.Json["Fault"]!["type"]!.ToString().ShouldBe("ValidationFault");
    }

    [Fact]
    public async Task Times_are_compared_as_instants_whatever_their_offset()
    {
        Time.Advance(TimeSpan.FromHours(1));
        var id = Company.AddBill(Company.Ids("Vendor")[0], new LineEntry(5m));

        var utc = await QueryAsync("select * from Bill where MetaData.LastUpdatedTime >= '2026-07-01T13:00:00Z' orderby MetaData.LastUpdatedTime");
        var pacific = await QueryAsync("select * from Bill where Metadata.LastUpdatedTime >= '2026-07-01T06:00:00-07:00' ORDER BY Metadata.LastUpdatedTime DESC");
        var none = await QueryAsync("select * from Bill where MetaData.LastUpdatedTime > '2026-07-01T13:00:00Z'");

        Ids(utc).ShouldBe([id]);
        Ids(pacific).ShouldBe([id]);
        Count(none).ShouldBe(0);
    }

    [Fact]
    public async Task Conditions_are_joined_by_and_and_the_text_may_be_posted()
    {
        var bill = Company.Read("Bill", "1");
        var vendor = bill["VendorRef"]!["value"]!.ToString();
        var statement = $"select * from Bill where VendorRef = '{vendor}' AND Id IN ('1','2') AND TotalAmt >= '0.01' AND TxnDate LIKE '2026%'";
        var got = await QueryAsync(statement);
        var posted = await QuickBooksAsync("query", HttpMethod.Post, new StringContent(statement, null, "application/text"));

        Ids(got).ShouldContain("1");
        posted.Json["QueryResponse"]!.ToJsonString().ShouldBe(got.Json["QueryResponse"]!.ToJsonString());
    }

    [Fact]
    public async Task A_batch_answers_each_query_or_its_fault_by_id()
    {
        var reply = await QuickBooksAsync("batch", HttpMethod.Post, Json("""
            {"BatchItemRequest":[{"bId":"a","Query":"select count(*) from Bill"},{"bId":"b","Query":"select nonsense"}]}
            """));
        reply.Status.ShouldBe(200);
        var items = reply.Json["BatchItemResponse"]!.AsArray().ToDictionary(i => i!["bId"]!.ToString(), i => i!);
        items["a"]["QueryResponse"]!["totalCount"]!.GetValue<int>().ShouldBe(20);
        items["b"]["Fault"]!["Error"]![0]!["code"]!.ToString().ShouldBe("4000");

        var many = new JsonArray([.. Enumerable.Range(0, 31).Select(i => new JsonObject { ["bId"] = $"{i}", ["Query"] = "select count(*) from Bill" })]);
        (await QuickBooksAsync("batch", HttpMethod.Post, Json(new JsonObject { ["BatchItemRequest"] = many }))).Status.ShouldBe(400);
    }

    private static int Count(Reply reply) => reply.Json["QueryResponse"]!.AsObject().FirstOrDefault(p => p.Value is JsonArray).Value?.AsArray().Count ?? 0;

    private static string[] Ids(Reply reply) => [.. reply.Json["QueryResponse"]!["Bill"]!.AsArray().Select(b => b!["Id"]!.ToString())];
}
