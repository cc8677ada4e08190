using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using MlConnector.Actors;
using MlConnector.Domain.Checks;
using MlConnector.Node.Tests.Connections;
using MlConnector.Node.Tests.Http;
using MlConnector.Node.Tests.Intuit;
using MlConnector.Node.Tests.Process;

namespace MlConnector.Node.Tests.Ping;

public sealed class PingTests(SurfaceFixture surface) : IClassFixture<SurfaceFixture>
{
    private static readonly Check Failed = new(CheckSide.ServiceNow, "table sn_apo_payment", false, "Invalid table", "Install it.");
    private static readonly Check Unknown = new(CheckSide.ServiceNow, "role sn_apay.apo_user", null, "Hidden.", null);
    private static readonly Check Well = new(CheckSide.QuickBooks, "company", true, "Acme, US.", null);

    [Fact]
    public async Task A_failed_check_is_told_with_its_remedy()
    {
        (await PingAsync("301", Well, Failed)).ShouldBe(
            """{"ok":false,"checks":[{"side":"QuickBooks","name":"company","ok":true,"detail":"Acme, US.","remedy":null},{"side":"ServiceNow","name":"table sn_apo_payment","ok":false,"detail":"Invalid table","remedy":"Install it."}]}""");
    }

    [Fact]
    public async Task What_is_unknown_has_neither_passed_nor_failed()
    {
        (await PingAsync("302", Well, Unknown)).ShouldBe(
            """{"ok":true,"checks":[{"side":"QuickBooks","name":"company","ok":true,"detail":"Acme, US.","remedy":null},{"side":"ServiceNow","name":"role sn_apay.apo_user","ok":null,"detail":"Hidden.","remedy":null}]}""");
    }

    [Fact]
    public async Task A_terminal_gets_a_table_with_nothing_in_it_that_a_terminal_obeys()
    {
        surface.Connector.NextPing = new PingReport("Acme", [Well with { Detail = "Ac\u001b[2Jme" }, Failed, Unknown]);

        var response = await AskAsync("303", "text/plain");

        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await response.Content.ReadAsStringAsync()).ReplaceLineEndings("\n").ShouldBe(
            """
            Acme: 3 checks, 1 failed, 1 unknown

            QuickBooks
              ok       company                Ac [2Jme

            ServiceNow
              FAILED   table sn_apo_payment   Invalid table
                                              -> Install it.
              unknown  role sn_apay.apo_user  Hidden.

            """.ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("*/*", "application/json")]
    [InlineData("application/json, text/plain;q=0.5", "application/json")]
    [InlineData("text/plain, */*", "text/plain")]
    [InlineData("text/html, application/xml;q=0.9, */*;q=0.8", "text/html")]
    public async Task The_table_comes_only_when_it_is_asked_for(string accept, string type)
    {
        surface.Connector.NextPing = new PingReport("Acme", [Well]);

        (await AskAsync("304", accept)).Content.Headers.ContentType!.MediaType.ShouldBe(type);
    }

    [Fact]
    public async Task A_browser_gets_a_page_in_which_what_comes_from_elsewhere_is_only_text()
    {
        surface.Connector.NextPing = new PingReport("Acme <b>", [Well with { Detail = "<script>alert(1)</script>" }, Failed]);

        var response = await AskAsync("307", "text/html");

        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("<h1>Acme &lt;b&gt;: 2 checks, 1 failed</h1>");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        page.ShouldNotContain("<script>");
        page.ShouldContain("<strong>Install it.</strong>");
        response.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task Long_remedies_are_wrapped_beside_their_check()
    {
        surface.Connector.NextPing = new PingReport("Acme", [Failed with { Remedy = string.Join(' ', Enumerable.Repeat("remedy", 60)) }]);

        var lines = (await (await AskAsync("305", "text/plain")).Content.ReadAsStringAsync()).ReplaceLineEndings("\n").Split('\n');

        lines.ShouldAllBe(l => l.Length <= 110);
        lines.Count(l => l.StartsWith(new string(' ', 35), StringComparison.Ordinal)).ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task The_command_prints_the_table_and_ends_with_1_where_a_check_failed()
    {
        await surface.PutAsync("/api/connections/308", ConnectionExample.Json);
        surface.Connector.NextPing = new PingReport("Acme", [Well, Failed]);
        var folder = Directory.CreateTempSubdirectory("ping").FullName;

        using var run = NodeRun.Start(
            folder, new Dictionary<string, string> { ["MlConnector:Admin:ApiKey"] = SurfaceFixture.Key }, "ping", "308", "--url", surface.Http.BaseAddress!.ToString());

        (await run.EndAsync()).ShouldBe(1, run.Output);
        run.Output.ShouldContain("308: 2 checks, 1 failed");
        run.Output.ShouldContain("-> Install it.");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_realm_that_is_not_connected_is_told_so()
    {
        (await SurfaceFixture.ProblemAsync(await surface.PostAsync("/api/connections/306/ping"), 404)).ShouldContain("not connected");
    }

    [Fact]
    public async Task A_node_finds_what_is_missing_in_a_real_exchange_with_both_systems()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = node.AddCompany();
        await node.PutAsync(company.RealmId, authorized: true);
        node.Sandbox.ServiceNow.Uninstall("sn_apo_payment");

        var response = await node.Admin.PostAsync(new Uri(node.Address, $"/api/connections/{company.RealmId}/ping"), null);

        var report = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        report["ok"]!.GetValue<bool>().ShouldBeFalse();
        var failed = report["checks"]!.AsArray().Where(c => c!["ok"] is JsonValue ok && !ok.GetValue<bool>()).ShouldHaveSingleItem()!;
        failed["side"]!.GetValue<string>().ShouldBe("ServiceNow");
        failed["name"]!.GetValue<string>().ShouldBe("table sn_apo_payment");
        failed["detail"]!.GetValue<string>().ShouldStartWith("Invalid table");
        failed["remedy"]!.GetValue<string>().ShouldContain("Install");
        report["checks"]!.AsArray().Count(c => c!["side"]!.GetValue<string>() == "QuickBooks" && c["ok"] is not null).ShouldBe(9);
        report.ToJsonString().ShouldNotContain(node.Sandbox.ServiceNow.Settings.ClientSecret);
    }

    private async Task<string> PingAsync(string realm, params Check[] checks)
    {
        surface.Connector.NextPing = new PingReport("Acme", checks);
        return await (await AskAsync(realm, "application/json")).Content.ReadAsStringAsync();
    }

    private async Task<HttpResponseMessage> AskAsync(string realm, string accept)
    {
        await surface.PutAsync($"/api/connections/{realm}", ConnectionExample.Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/connections/{realm}/ping");
        foreach (var type in accept.Split(", ")) request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(type));
        var response = await surface.Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return response;
    }
}
