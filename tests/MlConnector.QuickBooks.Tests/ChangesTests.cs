using System.Text.Json.Nodes;
using MlConnector.Domain;
using MlConnector.Tests;

namespace MlConnector.QuickBooks.Tests;

public sealed class ChangesTests
{
    [Fact]
    public async Task One_call_asks_for_all_types_and_lists_from_an_instant_in_UTC()
    {
        await using var server = await StubServer.StartAsync(200, Given.Edge("no_changes"));
        using var api = Given.Api(server);

        await api.ChangesSinceAsync(Given.Realm, Given.AccessToken, Given.Types, Given.Lists, Given.Since, CancellationToken.None);

        var request = server.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("GET");
        request.Path.ShouldBe("/v3/company/9130357849014096/cdc");
        request.Parameter("entities").ShouldBe("Vendor,Bill,VendorCredit,Account,Item,Class");
        request.Parameter("changedSince").ShouldBe("2026-11-01T07:30:00Z");
        request.Parameter("minorversion").ShouldBe("75");
        request.Headers["Authorization"].ShouldBe($"Bearer {Given.AccessToken}");
        request.Headers["Accept"].ShouldBe("application/json");
        request.Headers["Accept-Encoding"].ShouldContain("gzip");
        request.Headers.Keys.ShouldContain("User-Agent");
        request.Headers.Keys.ShouldNotContain("Cookie");
    }

    [Fact]
    public async Task Groups_are_found_by_name_among_empty_and_foreign_ones()
    {
        var changes = await ReadAsync(Given.Sample("cdc-real.json"), EntityType.Bill, EntityType.BillPayment, EntityType.Vendor);

        changes.Time.ShouldBe(DateTimeOffset.Parse("2016-04-13T07:52:34.949-07:00"));
        changes.Counts.ShouldBe(new Dictionary<EntityType, int> { [EntityType.Bill] = 2, [EntityType.BillPayment] = 2, [EntityType.Vendor] = 0 }, ignoreOrder: true);
        changes.Changes.Select(c => c.Id.ToString()).ShouldBe(
            ["9130357849014096/Bill/126", "9130357849014096/Bill/19", "9130357849014096/BillPayment/148", "9130357849014096/BillPayment/149"], ignoreOrder: true);
        changes.Changes.ShouldAllBe(c => !c.Deleted);
        changes.Saturated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_quiet_company_answers_with_nothing()
    {
        (await ReadAsync(Given.Edge("no_changes"), EntityType.Bill)).Changes.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_tombstone_without_a_time_or_a_position_is_a_deletion()
    {
        var changes = await ReadAsync(Given.Edge("account_touched_by_bill_deletion_transcoded_from_xml"), EntityType.Bill);

        var change = changes.Changes.ShouldHaveSingleItem();
        change.Deleted.ShouldBeTrue();
        change.Id.Id.ShouldBe("11469");
    }

    [Theory]
    [InlineData("""{"CDCResponse":{"QueryResponse":{"Bill":{"Id":"7"}}},"time":"2026-11-01T00:00:00Z"}""")]
    [InlineData("""{"CDCResponse":[{"QueryResponse":{"Bill":[{"Id":"7"}],"maxResults":99}}],"time":"2026-11-01T00:00:00Z"}""")]
    [InlineData("""{"time":1793491200000,"CDCResponse":[{},{"QueryResponse":[{},{"startPosition":3,"Bill":[{"Id":7}]}]}]}""")]
    public async Task The_nesting_and_the_counters_do_not_matter(string body)
    {
        var changes = await ReadAsync(body, EntityType.Bill);

        changes.Changes.ShouldHaveSingleItem().Id.Id.ShouldBe("7");
        changes.Time.ShouldBe(DateTimeOffset.Parse("2026-11-01T00:00:00Z"));
    }

    [Theory]
    [InlineData(999, 0, false)]
    [InlineData(1000, 0, true)]
    [InlineData(600, 400, true)]
    public async Task A_full_answer_says_that_something_may_be_missing(int bills, int vendors, bool saturated)
    {
        static JsonArray Objects(int count) => new([.. Enumerable.Range(1, count).Select(i => new JsonObject { ["Id"] = $"{i}" })]);
        var body = new JsonObject
        {
            ["CDCResponse"] = new JsonArray(new JsonObject { ["QueryResponse"] = new JsonArray(new JsonObject { ["Bill"] = Objects(bills) }, new JsonObject { ["Vendor"] = Objects(vendors) }) }),
            ["time"] = "2026-11-01T00:00:00Z",
        };

        (await ReadAsync(body.ToJsonString(), EntityType.Bill, EntityType.Vendor)).Saturated.ShouldBe(saturated);
    }

    [Fact]
    public async Task An_object_without_an_id_is_counted_and_logged_and_holds_up_nothing()
    {
        await using var server = await StubServer.StartAsync(200, """{"CDCResponse":[{"QueryResponse":[{"Bill":[{"Id":"7"},{},null,{"Id":"no id / at all"}]}]}],"time":"2026-11-01T00:00:00Z"}""");
        var log = new LogOf<QuickBooksApi>();
        using var api = Given.Api(server, log);

        var changes = await api.ChangesSinceAsync(Given.Realm, Given.AccessToken, [EntityType.Bill], [], Given.Since, CancellationToken.None);

        changes.Changes.ShouldHaveSingleItem().Id.Id.ShouldBe("7");
        changes.Counts[EntityType.Bill].ShouldBe(4);
        log.Text.ShouldContain("3 objects");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("Service busy")]
    [InlineData("<html><body>Sign in</body></html>")]
    [InlineData("{\"CDCResponse\":[{\"QueryResponse\":[{\"Bill\":[{\"Id\":\"1\"")]
    [InlineData("{\"time\":\"2026-11-01T00:00:00Z\"}")]
    [InlineData("{\"CDCResponse\":[{\"QueryResponse\":[{}]}]}")]
    [InlineData("{\"CDCResponse\":[{\"QueryResponse\":[{}]}],\"time\":\"soon\"}")]
    public async Task An_answer_that_is_no_change_data_is_malformed_and_never_taken_for_quiet(string body)
    {
        var fault = await Given.FaultAsync(200, body);

        fault.Class.ShouldBe(FaultClass.Malformed);
        fault.Reason.Text.ShouldContain("change data capture");
        fault.Reason.NextStep.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_no_answer()
    {
        await using var server = await StubServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = 1000;
            await context.Response.Body.WriteAsync("{\"CDCResponse\":"u8.ToArray());
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        using var api = Given.Api(server);

        var fault = await Should.ThrowAsync<QuickBooksException>(api.ChangesSinceAsync(Given.Realm, Given.AccessToken, Given.Types, Given.Lists, Given.Since, CancellationToken.None));

        fault.Class.ShouldBe(FaultClass.Transient);
    }

    [Fact]
    public async Task A_host_that_is_not_there_is_transient_and_named_without_the_address()
    {
        using var api = new QuickBooksApi(Given.Options(new Uri("http://127.0.0.1:1")), TimeProvider.System, new LogOf<QuickBooksApi>());

        var fault = await Should.ThrowAsync<QuickBooksException>(api.ChangesSinceAsync(Given.Realm, Given.AccessToken, Given.Types, Given.Lists, Given.Since, CancellationToken.None));

        fault.Class.ShouldBe(FaultClass.Transient);
        fault.Message.ShouldNotContain("changedSince");
    }

    [Fact]
    public async Task A_call_that_is_given_up_is_cancelled_and_no_fault()
    {
        await using var server = await StubServer.StartAsync((context, _) => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var api = Given.Api(server);
        using var cancel = new CancellationTokenSource();
        var call = api.ChangesSinceAsync(Given.Realm, Given.AccessToken, Given.Types, Given.Lists, Given.Since, cancel.Token);

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    private static async Task<ChangeSet> ReadAsync(string body, params EntityType[] types)
    {
        await using var server = await StubServer.StartAsync(200, body);
        using var api = Given.Api(server);
        return await api.ChangesSinceAsync(Given.Realm, Given.AccessToken, types, [], Given.Since, CancellationToken.None);
    }
}
