using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.Tests.Support;

namespace MlConnector.Sandbox.Tests;

public sealed class AdminTests : SandboxTest
{
    [Fact]
    public async Task The_journal_names_calls_and_holds_no_secret()
    {
        var token = Sandbox.QuickBooks.Connect(Realm);
        await SendAsync(HttpMethod.Post, Sandbox.QuickBooks.TokenUrl, Form(("grant_type", "refresh_token"), ("refresh_token", token)),
            Basic(Sandbox.QuickBooks.Settings.ClientId, Sandbox.QuickBooks.Settings.ClientSecret));
        await QuickBooksAsync("bill/1");
        await ServiceNowAsync("/api/now/table/sn_apo_invoice?sysparm_limit=1");

        var reply = await AdminAsync("requests?last=10");
        var kinds = reply.Json["requests"]!.AsArray().Select(r => r!["kind"]!.ToString());
        kinds.ShouldBe(["quickbooks.token", "quickbooks.read.Bill", "servicenow.token", "servicenow.table.get"]);
        reply.Json["requests"]![1]!["subject"]!.ToString().ShouldBe(Realm);
        reply.Json["requests"]![3]!["subject"]!.ToString().ShouldBe("sn_apo_invoice");
        reply.Json["counts"]!["servicenow.table.get"]!.GetValue<int>().ShouldBe(1);
        reply.Body.ShouldNotContain(token);
        reply.Body.ShouldNotContain(Instance.Settings.ClientSecret);

        await AdminAsync("requests", HttpMethod.Delete);
        Sandbox.Journal.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_summary_counts_and_sums_both_sides_and_shows_duplicates()
    {
        var before = (await AdminAsync("summary")).Json["quickBooks"]![Realm]!["Bill"]!["total"]!.GetValue<decimal>();
        Company.AddBill(Company.Ids("Vendor")[0], new LineEntry(0.01m));
        Instance.Insert("sn_apo_invoice", ("correlation_id", "a"), ("invoice_amount", "80.10"), ("state", "staged"));
        Instance.Insert("sn_apo_invoice", ("correlation_id", "a"), ("invoice_amount", "0.05"), ("state", "paid"));

        var summary = (await AdminAsync("summary")).Json;
        var bills = summary["quickBooks"]![Realm]!["Bill"]!;
        bills["count"]!.GetValue<int>().ShouldBe(21);
        bills["total"]!.GetValue<decimal>().ShouldBe(before + 0.01m);
        var invoices = summary["serviceNow"]!["sn_apo_invoice"]!;
        invoices["duplicateKeys"]!.GetValue<int>().ShouldBe(1);
        invoices["states"]!["paid"]!.GetValue<int>().ShouldBe(1);
        invoices["sums"]!["invoice_amount"]!.GetValue<decimal>().ShouldBe(80.15m);
    }

    [Fact]
    public async Task A_person_can_make_a_company_and_work_in_its_books()
    {
        var made = await AdminAsync("companies", HttpMethod.Post, """{"realmId":"55","vendors":3,"bills":4,"payments":1}""");
        made.Status.ShouldBe(201);
        made.Json["refreshToken"]!.ToString().ShouldStartWith("RT1-");

        var vendor = await AdminAsync("companies/55/Vendor", HttpMethod.Post, """{"DisplayName":"Typed In"}""");
        var id = vendor.Json["Id"]!.ToString();
        (await AdminAsync($"companies/55/Vendor/{id}", HttpMethod.Patch, """{"CompanyName":"Inc."}""")).Json["SyncToken"]!.ToString().ShouldBe("1");
        (await AdminAsync($"companies/55/Vendor/{id}/inactivate", HttpMethod.Post)).Json["Active"]!.GetValue<bool>().ShouldBeFalse();
        (await AdminAsync("companies/55/activity?count=12&seed=3", HttpMethod.Post)).Json.AsArray().Count.ShouldBe(12);
        (await AdminAsync("companies/55/Bill/999")).Status.ShouldBe(400);
        (await AdminAsync("companies/56")).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Settings_are_changed_by_name_and_unknown_ones_refused()
    {
        (await AdminAsync("settings", HttpMethod.Patch, """{"quickBooks":{"throttle":true,"throttleAnswer":"Xml"},"serviceNow":{"latency":"00:00:00.050"}}""")).Status.ShouldBe(204);
        Sandbox.QuickBooks.Settings.Throttle.ShouldBeTrue();
        Sandbox.QuickBooks.Settings.ThrottleAnswer.ShouldBe(ThrottleAnswer.Xml);
        Instance.Settings.Latency.ShouldBe(TimeSpan.FromMilliseconds(50));
        (await AdminAsync("settings", HttpMethod.Patch, """{"quickBooks":{"throtle":true}}""")).Body.ShouldContain("throtle");
    }

    [Fact]
    public async Task The_instance_also_stands_at_the_root_of_a_port_of_its_own()
    {
        var basic = Basic(Instance.Settings.UserName, Instance.Settings.Password);
        var reply = await SendAsync(HttpMethod.Post, Instance.RootUrl + "/api/now/table/sn_apo_invoice", Json("{}"), basic);
        reply.Status.ShouldBe(201);
        reply.Headers["Location"].ShouldStartWith(Instance.RootUrl + "/api/now/table/");
        Instance.Rows("sn_apo_invoice").Count.ShouldBe(1);
    }

    private Task<Reply> AdminAsync(string path, HttpMethod? method = null, string? body = null) =>
        SendAsync(method ?? HttpMethod.Get, Sandbox.Address + "sandbox/" + path, body is null ? null : Json(body));
}
