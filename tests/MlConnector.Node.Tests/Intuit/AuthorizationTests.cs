using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks;

namespace MlConnector.Node.Tests.Intuit;

public sealed class AuthorizationTests
{
    [Fact]
    public async Task A_person_connects_a_company_and_it_goes_on_by_itself()
    {
        await using var node = await SandboxedNode.StartAsync();
        var realm = node.AddCompany(vendors: 2, bills: 3).RealmId;
        await node.PutAsync(realm, authorized: false);
        var waiting = await node.ConnectionAsync(realm);
        waiting["status"]!.GetValue<string>().ShouldBe("NeedsReconnect");
        waiting["statusReason"]!.GetValue<string>().ShouldContain($"http://localhost/connect/quickbooks?realmId={realm}");

        var (status, page) = await ReturnAsync(node, await AuthorizeAsync(node, realm));

        status.ShouldBe(HttpStatusCode.OK, page);
        page.ShouldContain("Connected");
        page.ShouldContain(WebUtility.HtmlEncode(node.Intuit[realm].Name));
        await SandboxedNode.EventuallyAsync(() => node.Invoices(realm).Count == 3);
        (await node.StatusAsync(realm)).ShouldBe("Active");
        node.Sandbox.Journal.Requests.Count(r => r.Kind == "quickbooks.token").ShouldBe(1);
        node.Sandbox.Journal.Count("quickbooks.read.CompanyInfo").ShouldBe(1);
    }

    [Fact]
    public async Task What_is_sent_to_Intuit_names_the_app_the_scope_and_a_state_that_nobody_can_read()
    {
        await using var node = await SandboxedNode.StartAsync();
        var realm = node.AddCompany().RealmId;
        var response = await node.Browser.GetAsync(new Uri(node.Address, $"/connect/quickbooks?realmId={realm}"));
        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        var sent = response.Headers.Location!;
        sent.GetLeftPart(UriPartial.Path).ShouldBe(node.Intuit.AuthorizeUrl);
        var query = QueryHelpers.ParseQuery(sent.Query);
        query["client_id"].ToString().ShouldBe(node.Intuit.Settings.ClientId);
        query["response_type"].ToString().ShouldBe("code");
        query["scope"].ToString().ShouldBe("com.intuit.quickbooks.accounting");
        query["redirect_uri"].ToString().ShouldBe("http://localhost/connect/quickbooks/callback");
        query["state"].ToString().ShouldNotContain(realm);
    }

    [Fact]
    public async Task A_company_without_settings_is_kept_until_an_operator_says_where_it_goes()
    {
        await using var node = await SandboxedNode.StartAsync();
        var realm = node.AddCompany(bills: 2).RealmId;
        var (status, page) = await ReturnAsync(node, await AuthorizeAsync(node, null));
        status.ShouldBe(HttpStatusCode.OK, page);
        page.ShouldContain($"PUT /api/connections/{realm}");

        await node.PutAsync(realm, authorized: false);
        await SandboxedNode.EventuallyAsync(() => node.Invoices(realm).Count == 2);
    }

    [Fact]
    public async Task Who_says_no_is_told_that_nothing_was_changed()
    {
        await using var node = await SandboxedNode.StartAsync();
        var realm = node.AddCompany().RealmId;
        await node.PutAsync(realm, authorized: false);
        node.Intuit.Settings.RefuseAuthorization = true;
        var (status, page) = await ReturnAsync(node, await AuthorizeAsync(node, realm));
        status.ShouldBe(HttpStatusCode.Forbidden);
        page.ShouldContain("Nothing was changed");
        page.ShouldContain($"/connect/quickbooks?realmId={realm}");
        node.Sandbox.Journal.Count("quickbooks.token").ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_is_taken_once_also_after_a_restart_and_its_code_exchanged_once()
    {
        await using var node = await SandboxedNode.StartAsync();
        var realm = node.AddCompany().RealmId;
        await node.PutAsync(realm, authorized: false);
        var back = await AuthorizeAsync(node, realm);
        (await ReturnAsync(node, back)).Status.ShouldBe(HttpStatusCode.OK);

        var (status, page) = await ReturnAsync(node, back);
        status.ShouldBe(HttpStatusCode.Conflict);
        page.ShouldContain("answered before");
        await node.RestartAsync();
        (await ReturnAsync(node, back)).Status.ShouldBe(HttpStatusCode.Conflict);

        node.Sandbox.Journal.Count("quickbooks.token").ShouldBe(1);
        await node.PollAsync(realm);
    }

    [Fact]
    public async Task Answers_that_come_at_the_same_time_exchange_the_code_once()
    {
        await using var node = await SandboxedNode.StartAsync();
        var realm = node.AddCompany().RealmId;
        await node.PutAsync(realm, authorized: false);
        var back = await AuthorizeAsync(node, realm);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ReturnAsync(node, back)));
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(a => a.Status == HttpStatusCode.Conflict).ShouldBe(7);
        await node.PollAsync(realm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("state=")]
    [InlineData("state=CfDJ8abc&code=x&realmId=1")]
    public async Task A_state_that_was_not_made_here_is_refused(string query)
    {
        await using var node = await SandboxedNode.StartAsync();
        var (status, page) = await ReturnAsync(node, "?" + query);
        status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldContain("not started here");
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_refused()
    {
        await using var node = await SandboxedNode.StartAsync();
        var state = node.Seal(AuthorizationRequest.New(null, DateTimeOffset.UtcNow - AuthorizationRequest.Lifetime).ToText());
        var (status, page) = await ReturnAsync(node, QueryHelpers.AddQueryString("", new Dictionary<string, string?> { ["state"] = state, ["code"] = "x", ["realmId"] = "1" }));
        status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldContain("within 10 minutes");
    }

    [Fact]
    public async Task A_sealed_credential_is_no_state()
    {
        await using var node = await SandboxedNode.StartAsync();
        var credential = node.Seal("a-refresh-token");
        (await ReturnAsync(node, QueryHelpers.AddQueryString("", new Dictionary<string, string?> { ["state"] = credential, ["code"] = "x", ["realmId"] = "1" })))
            .Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Another_company_than_the_one_meant_is_refused_before_its_code_is_used()
    {
        await using var node = await SandboxedNode.StartAsync();
        var meant = node.AddCompany().RealmId;
        var chosen = node.AddCompany(realm: "4620816365009870").RealmId;
        await node.PutAsync(meant, authorized: false);
        node.Intuit.Settings.AuthorizeRealm = chosen;
        var (status, page) = await ReturnAsync(node, await AuthorizeAsync(node, meant));
        status.ShouldBe(HttpStatusCode.Conflict);
        page.ShouldContain(meant);
        page.ShouldContain(chosen);
        node.Sandbox.Journal.Count("quickbooks.token").ShouldBe(0);
        (await node.StatusAsync(meant)).ShouldBe("NeedsReconnect");
    }

    [Fact]
    public async Task A_realm_that_was_changed_on_the_way_is_found_out_and_the_grant_in_use_stays()
    {
        await using var node = await SandboxedNode.StartAsync();
        var victim = node.AddCompany(bills: 1).RealmId;
        var attacker = node.AddCompany(realm: "4620816365009870").RealmId;
        await node.PutAsync(victim, authorized: true);
        await node.PollAsync(victim);
        node.Intuit.Settings.AuthorizeRealm = attacker;
        var back = (await AuthorizeAsync(node, null)).Replace($"realmId={attacker}", $"realmId={victim}");

        var (status, page) = await ReturnAsync(node, back);

        status.ShouldBe(HttpStatusCode.BadGateway);
        page.ShouldContain("was not connected");
        (await node.StatusAsync(victim)).ShouldBe("Active");
        await node.PollAsync(victim);
    }

    [Fact]
    public async Task A_confirmation_that_fails_is_made_up_for_also_after_a_restart()
    {
        await using var node = await SandboxedNode.StartAsync();
        var realm = node.AddCompany(bills: 1).RealmId;
        await node.PutAsync(realm, authorized: false);
        node.Sandbox.Faults.Add(new FaultRule { Path = "*/companyinfo/*", Times = 1_000_000, Status = 503, Body = "<html/>" });
        var (status, page) = await ReturnAsync(node, await AuthorizeAsync(node, realm));
        status.ShouldBe(HttpStatusCode.Accepted);
        page.ShouldContain("tried again by itself");
        (await node.StatusAsync(realm)).ShouldBe("NeedsReconnect");

        await node.RestartAsync();
        node.Sandbox.Faults.Clear();
        await SandboxedNode.EventuallyAsync(() => node.Invoices(realm).Count == 1);
        node.Sandbox.Journal.Count("quickbooks.token").ShouldBe(1);
    }

    [Fact]
    public async Task A_company_whose_grant_was_refused_goes_on_after_a_person_connected_it_again()
    {
        await using var node = await SandboxedNode.StartAsync();
        var company = node.AddCompany(bills: 1);
        var realm = company.RealmId;
        await node.PutAsync(realm, authorized: true);
        await node.PollAsync(realm);
        node.Intuit.Disconnect(realm);
        await node.Admin.PostAsync(new Uri(node.Address, $"/api/connections/{realm}/poll?wait=2"), null);
        await SandboxedNode.EventuallyAsync(async () => await node.StatusAsync(realm) == "NeedsReconnect");
        var bill = company.AddBill(company.Ids("Vendor")[0], new LineEntry(10m));

        (await ReturnAsync(node, await AuthorizeAsync(node, realm))).Status.ShouldBe(HttpStatusCode.OK);

        await node.PollAsync(realm);
        node.Row("sn_apo_invoice", realm, EntityType.Bill, bill).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_node_without_an_Intuit_app_says_which_settings_it_needs()
    {
        await using var node = await SandboxedNode.StartAsync("--MlConnector:QuickBooks:ClientId=");
        var response = await node.Browser.GetAsync(new Uri(node.Address, "/connect/quickbooks"));
        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync()).ShouldContain("MlConnector:QuickBooks:ClientId");
    }

    [Fact]
    public async Task A_link_with_no_realm_id_in_it_is_told_so_and_what_it_held_does_no_harm()
    {
        await using var node = await SandboxedNode.StartAsync();
        var response = await node.Browser.GetAsync(new Uri(node.Address, "/connect/quickbooks?realmId=%3Cscript%3E"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
        (await response.Content.ReadAsStringAsync()).ShouldContain("&lt;script&gt;");
    }

    /// <summary>Starts here, goes to Intuit, and gives what Intuit sends the browser back with.</summary>
    private static async Task<string> AuthorizeAsync(SandboxedNode node, string? realm)
    {
        var start = await node.Browser.GetAsync(new Uri(node.Address, realm is null ? "/connect/quickbooks" : $"/connect/quickbooks?realmId={realm}"));
        start.StatusCode.ShouldBe(HttpStatusCode.Found);
        var back = await node.Browser.GetAsync(start.Headers.Location);
        back.StatusCode.ShouldBe(HttpStatusCode.Found);
        return back.Headers.Location!.Query;
    }

    private static async Task<(HttpStatusCode Status, string Page)> ReturnAsync(SandboxedNode node, string query)
    {
        var response = await node.Browser.GetAsync(new Uri(node.Address, "/connect/quickbooks/callback" + query));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
