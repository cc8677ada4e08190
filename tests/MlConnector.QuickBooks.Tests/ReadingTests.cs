using MlConnector.Domain;
using MlConnector.Domain.References;
using MlConnector.QuickBooks.Http;
using MlConnector.Tests;

namespace MlConnector.QuickBooks.Tests;

public sealed class ReadingTests
{
    private static readonly DateTimeOffset Until = DateTimeOffset.Parse("2026-11-20T00:00:00Z");

    [Theory]
    [InlineData(EntityType.Bill, "select * from Bill where MetaData.LastUpdatedTime >= '2026-11-01T07:30:00Z' and MetaData.LastUpdatedTime <= '2026-11-20T00:00:00Z' orderby MetaData.LastUpdatedTime startposition 501 maxresults 500")]
    [InlineData(EntityType.Vendor, "select * from Vendor where MetaData.LastUpdatedTime >= '2026-11-01T07:30:00Z' and MetaData.LastUpdatedTime <= '2026-11-20T00:00:00Z' and Active in (true, false) orderby MetaData.LastUpdatedTime startposition 501 maxresults 500")]
    public async Task A_page_is_asked_for_in_a_closed_window(EntityType type, string statement)
    {
        await using var server = await StubServer.StartAsync(200, """{"QueryResponse":{},"time":"2026-11-20T00:00:01Z"}""");
        using var api = Given.Api(server);

        var page = await api.QueryPageAsync(Given.Realm, Given.AccessToken, type, Given.Since, Until, 501, 500, CancellationToken.None);

        page.Rows.ShouldBeEmpty();
        page.Time.ShouldBe(DateTimeOffset.Parse("2026-11-20T00:00:01Z"));
        server.Requests.ShouldHaveSingleItem().Parameter("query").ShouldBe(statement);
    }

    [Fact]
    public async Task A_page_brings_its_rows()
    {
        await using var server = await StubServer.StartAsync(200, Given.Sample("bill-query.json"));
        using var api = Given.Api(server);

        var page = await api.QueryPageAsync(Given.Realm, Given.AccessToken, EntityType.Bill, Given.Since, Until, 1, 1000, CancellationToken.None);

        page.Rows.ShouldHaveSingleItem().Id.Id.ShouldBe("150");
    }

    [Fact]
    public async Task A_byte_that_is_no_UTF8_costs_one_character_and_not_the_page()
    {
        await using var server = await StubServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(System.Text.Encoding.Latin1.GetBytes("""{"QueryResponse":{"Bill":[{"Id":"1","PrivateNote":"Café"}]},"time":"2026-11-20T00:00:01Z"}"""));
        });
        using var api = Given.Api(server);

        var page = await api.QueryPageAsync(Given.Realm, Given.AccessToken, EntityType.Bill, Given.Since, Until, 1, 1000, CancellationToken.None);

        page.Rows.ShouldHaveSingleItem().Entity.GetProperty("PrivateNote").GetString().ShouldBe("Caf�");
    }

    [Fact]
    public async Task Rows_are_counted_with_the_same_filter()
    {
        await using var server = await StubServer.StartAsync(200, """{"QueryResponse":{"totalCount":1234},"time":"2026-11-20T00:00:01Z"}""");
        using var api = Given.Api(server);

        (await api.CountAsync(Given.Realm, Given.AccessToken, EntityType.Bill, Given.Since, Until, CancellationToken.None)).ShouldBe(1234);

        server.Requests.ShouldHaveSingleItem().Parameter("query").ShouldBe(
            "select count(*) from Bill where MetaData.LastUpdatedTime >= '2026-11-01T07:30:00Z' and MetaData.LastUpdatedTime <= '2026-11-20T00:00:00Z'");
    }

    [Fact]
    public async Task A_single_object_is_read_by_its_type_and_id()
    {
        await using var server = await StubServer.StartAsync(200, Given.Sample("bill.json"));
        using var api = Given.Api(server);

        var result = await Should.ThrowAsync<QuickBooksException>(api.ReadAsync(Given.AccessToken, new EntityId(Given.Realm, EntityType.VendorCredit, "25"), CancellationToken.None));
        var found = await api.ReadAsync(Given.AccessToken, new EntityId(Given.Realm, EntityType.Bill, "25"), CancellationToken.None);

        result.Class.ShouldBe(FaultClass.Malformed);
        found.Gone.ShouldBeFalse();
        found.Entity!.Value.GetProperty("TotalAmt").GetDecimal().ShouldBe(103.55m);
        server.Requests[^1].Path.ShouldBe("/v3/company/9130357849014096/bill/25");
    }

    [Theory]
    [InlineData(400, """{"Fault":{"Error":[{"Message":"Object Not Found","Detail":"Object Not Found : made inactive","code":"610","element":""}],"type":"ValidationFault"}}""")]
    [InlineData(200, """{"Bill":{"status":"Deleted","domain":"QBO","Id":"25"},"time":"2026-11-20T00:00:01Z"}""")]
    public async Task A_deleted_object_is_gone_and_no_error(int status, string body)
    {
        await using var server = await StubServer.StartAsync(status, body);
        using var api = Given.Api(server);

        (await api.ReadAsync(Given.AccessToken, new EntityId(Given.Realm, EntityType.Bill, "25"), CancellationToken.None)).Gone.ShouldBeTrue();
    }

    [Fact]
    public async Task The_company_says_who_it_is()
    {
        await using var server = await StubServer.StartAsync(200, Given.Sample("companyinfo.json"));
        using var api = Given.Api(server);

        (await api.CompanyInfoAsync(Given.Realm, Given.AccessToken, CancellationToken.None)).CompanyName.ShouldBe("Larry's Bakery");

        server.Requests.ShouldHaveSingleItem().Path.ShouldBe("/v3/company/9130357849014096/companyinfo/9130357849014096");
    }

    [Fact]
    public async Task Nothing_but_GET_is_ever_sent_to_a_company()
    {
        await using var server = await StubServer.StartAsync(200, """{"QueryResponse":{"totalCount":0},"CDCResponse":[],"CompanyInfo":{},"Preferences":{},"Bill":{},"time":"2026-11-20T00:00:01Z"}""");
        using var api = Given.Api(server);

        await api.ChangesSinceAsync(Given.Realm, Given.AccessToken, Given.Types, Given.Lists, Given.Since, CancellationToken.None);
        await api.QueryPageAsync(Given.Realm, Given.AccessToken, EntityType.Bill, Given.Since, Until, 1, 1000, CancellationToken.None);
        await api.ChangesSinceAsync(Given.Realm, Given.AccessToken, EntityType.Bill, Given.Since, CancellationToken.None);
        await api.IdsPageAsync(Given.Realm, Given.AccessToken, EntityType.Vendor, 1, 1000, CancellationToken.None);
        await api.DocumentsPageAsync(new EntityId(Given.Realm, EntityType.Vendor, "46"), Given.AccessToken, EntityType.Bill, Given.Since, 1, 1000, CancellationToken.None);
        await api.CountAsync(Given.Realm, Given.AccessToken, EntityType.Bill, Given.Since, Until, CancellationToken.None);
        await api.ReadAsync(Given.AccessToken, new EntityId(Given.Realm, EntityType.Bill, "25"), CancellationToken.None);
        await api.CompanyInfoAsync(Given.Realm, Given.AccessToken, CancellationToken.None);
        await api.PayableAccountsAsync(Given.Realm, Given.AccessToken, CancellationToken.None);
        await api.CurrencyAsync(Given.Realm, Given.AccessToken, CancellationToken.None);
        foreach (var list in Enum.GetValues<ReferenceType>()) await api.ListAsync(Given.Realm, Given.AccessToken, list, CancellationToken.None);

        server.Requests.Select(r => r.Method).ShouldBe(Enumerable.Repeat("GET", 16));
        typeof(QuickBooksApi).GetMethods().Where(m => m.DeclaringType == typeof(QuickBooksApi)).Select(m => m.Name).Distinct().ShouldBe(
            ["ChangesSinceAsync", "QueryPageAsync", "IdsPageAsync", "DocumentsPageAsync", "CountAsync", "ReadAsync", "CompanyInfoAsync", "PayableAccountsAsync", "ListAsync", "CurrencyAsync", "CallsOf", "TakeCalls", "Dispose"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public async Task What_is_no_read_does_not_leave_the_process(string method)
    {
        await using var server = await StubServer.StartAsync(200, "{}");
        using var http = new HttpMessageInvoker(new OnlyReads(new SocketsHttpHandler()));
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Address, "/v3/company/9130357849014096/bill"));

        (await Should.ThrowAsync<InvalidOperationException>(() => http.SendAsync(request, CancellationToken.None))).Message.ShouldContain("only ever read");

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_that_succeeds_is_metered_for_its_company_and_one_that_fails_is_not()
    {
        await using var server = await StubServer.StartAsync(200, Given.Sample("bill.json"));
        await using var gone = await StubServer.StartAsync(400, """{"Fault":{"Error":[{"Message":"Object Not Found","code":"610"}],"type":"ValidationFault"}}""");
        using var api = Given.Api(server);
        using var failing = Given.Api(gone);
        var bill = new EntityId(Given.Realm, EntityType.Bill, "25");

        await api.ReadAsync(Given.AccessToken, bill, CancellationToken.None);
        await api.ReadAsync(Given.AccessToken, bill, CancellationToken.None);
        (await failing.ReadAsync(Given.AccessToken, bill, CancellationToken.None)).Gone.ShouldBeTrue();

        api.CallsOf(RealmId.Parse("4620816365009870")).ShouldBe(0);
        api.CallsOf(Given.Realm).ShouldBe(2);
        api.TakeCalls(Given.Realm).ShouldBe(2);
        api.CallsOf(Given.Realm).ShouldBe(0);
        failing.CallsOf(Given.Realm).ShouldBe(0);
    }

    [Fact]
    public async Task Every_call_is_logged_with_Intuits_name_for_it_and_without_values()
    {
        await using var server = await StubServer.StartAsync(200, Given.Sample("bill.json"), "application/json", ("intuit_tid", "1-abc-def"));
        var log = new LogOf<QuickBooksApi>();
        using var api = Given.Api(server, log);

        await api.ReadAsync(Given.AccessToken, new EntityId(Given.Realm, EntityType.Bill, "25"), CancellationToken.None);

        log.Text.ShouldContain("GET read of Bill: 200");
        log.Text.ShouldContain("1-abc-def");
        log.Text.ShouldNotContain(Given.AccessToken);
        log.Text.ShouldNotContain("103.55");
    }
}
