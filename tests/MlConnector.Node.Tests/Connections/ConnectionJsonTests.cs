using System.Text.Json;
using System.Text.Json.Nodes;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Suppliers;
using MlConnector.Node.Connections;
using MlConnector.Node.Json;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Node.Tests.Connections;

public sealed class ConnectionJsonTests
{
    [Fact]
    public void The_documented_example_is_read_whole()
    {
        var connection = Parse(ConnectionExample.Node).ShouldNotBeNull();

        connection.RefreshToken.ShouldBe("RT-secret-1");
        connection.ClientSecret.ShouldBe("CS-secret-1");
        connection.Settings.Name.ShouldBe("Acme Books");
        connection.Settings.ServiceNow.Address.ShouldBe(new Uri("https://acme.service-now.com/"));
        connection.Settings.ServiceNow.Tables["invoice"].ShouldBe("sn_apo_invoice");
        connection.Settings.Schedule.ShouldBe(new PollSchedule(
            TimeSpan.FromMinutes(5), "America/Los_Angeles", DaysOfWeek.Mon | DaysOfWeek.Tue | DaysOfWeek.Wed | DaysOfWeek.Thu | DaysOfWeek.Fri,
            new TimeOnly(6, 0), new TimeOnly(20, 0), new ClosingDays(2, 3, TimeSpan.FromMinutes(1))));
        connection.Settings.SyncFrom.ShouldBe(new DateOnly(2026, 1, 1));
        connection.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public void What_may_be_left_out_takes_its_default()
    {
        var json = ConnectionExample.Node;
        foreach (var name in new[] { "quickBooks", "schedule", "unmatchedVendors" }) json.Remove(name);
        var serviceNow = json["serviceNow"]!.AsObject();
        foreach (var name in new[] { "scope", "profile", "tables", "requestsPerSecond", "maxConcurrency" }) serviceNow.Remove(name);

        var settings = Parse(json).ShouldNotBeNull().Settings;

        settings.Schedule.ShouldBe(PollSchedule.Default);
        settings.ServiceNow.Profile.ShouldBe("apo");
        settings.UnmatchedVendors.ShouldBe(UnmatchedVendors.Create);
        settings.VendorMatch.ShouldBeNull();
    }

    [Fact]
    public void Tables_and_columns_of_a_profile_can_have_other_names()
    {
        var json = ConnectionExample.Node;
        json["serviceNow"]!["profile"] = "s2p";
        json["serviceNow"]!["tables"] = new JsonObject { ["invoiceStaging"] = "x_imp_invoice", ["glEntry"] = "u_ledger" };
        json["serviceNow"]!["columns"] = new JsonObject { ["invoice"] = new JsonObject { ["erp_source"] = "u_erp_source" } };

        var settings = Parse(json).ShouldNotBeNull().Settings.ServiceNow;

        settings.Tables["invoiceStaging"].ShouldBe("x_imp_invoice");
        settings.Columns.ShouldNotBeNull()["invoice"]["erp_source"].ShouldBe("u_erp_source");

        json["serviceNow"]!["columns"] = new JsonObject { ["invoice"] = new JsonObject { ["erp"] = "u_x", ["erp_source"] = "No Name", ["external_invoice_source"] = "u_currency" }, ["bill"] = new JsonObject() };
        Faults(json).Keys.ShouldBe(["$.serviceNow.columns.bill", "$.serviceNow.columns.invoice.erp", "$.serviceNow.columns.invoice.erp_source", "$.serviceNow.columns.invoice.external_invoice_source"], ignoreOrder: true);
    }

    [Fact]
    public void Traits_that_vendors_are_matched_by_keep_their_order()
    {
        var json = ConnectionExample.Node;
        json["vendorMatch"] = new JsonArray("supplierCode", "taxId", "name");

        Parse(json).ShouldNotBeNull().Settings.VendorMatch!.Traits.ShouldBe([VendorTrait.SupplierCode, VendorTrait.TaxId, VendorTrait.Name]);
    }

    [Theory]
    [InlineData("basic", ServiceNowAuthentication.Basic)]
    [InlineData("oauth", null)]
    [InlineData(null, null)]
    public void Basic_authentication_is_used_only_where_it_is_asked_for(string? written, ServiceNowAuthentication? authentication)
    {
        var json = ConnectionExample.Node;
        json["serviceNow"]!.AsObject().Remove("scope");
        if (written is not null) json["serviceNow"]!["authentication"] = written;

        Parse(json).ShouldNotBeNull().Settings.ServiceNow.Authentication.ShouldBe(authentication);
    }

    [Theory]
    [InlineData("$.nmae", """{"nmae":"x"}""", "Did you mean name?")]
    [InlineData("$.name", """{"name":7}""", "a string belongs here")]
    [InlineData("$.name", """{"name":"  "}""", "This is empty")]
    [InlineData("$.name", """{"name":"Acme\u0000Books"}""", "control character")]
    [InlineData("$.name", """{"name":null}""", "This is missing")]
    [InlineData("$.syncFrom", """{"syncFrom":"01/02/2026"}""", "yyyy-MM-dd")]
    [InlineData("$.syncFrom", """{"syncFrom":"2026-02-30"}""", "yyyy-MM-dd")]
    [InlineData("$.unmatchedVendors", """{"unmatchedVendors":"Drop"}""", "create or park")]
    [InlineData("$.vendorMatch", """{"vendorMatch":"name"}""", "an array of strings")]
    [InlineData("$.vendorMatch", """{"vendorMatch":["Name"]}""", "taxId, supplierCode, name are")]
    [InlineData("$.vendorMatch", """{"vendorMatch":["name","name"]}""", "twice")]
    [InlineData("$.quickBooks", """{"quickBooks":"RT"}""", "an object belongs here")]
    [InlineData("$.quickBooks.refreshToken", """{"quickBooks":{"refreshToken":""}}""", "This is empty")]
    [InlineData("$.quickBooks.token", """{"quickBooks":{"token":"x"}}""", "no such member")]
    [InlineData("$.serviceNow.instance", """{"serviceNow":{"instance":"acme.service-now.com"}}""", "acme for https://acme.service-now.com")]
    [InlineData("$.serviceNow.instance", """{"serviceNow":{"instance":"http://acme.service-now.com"}}""", "http only on this machine")]
    [InlineData("$.serviceNow.instance", """{"serviceNow":{"instance":"https://u:p@acme.service-now.com"}}""", "its https address")]
    [InlineData("$.serviceNow.instance", """{"serviceNow":{"instance":"acme\n"}}""", "subdomain")]
    [InlineData("$.serviceNow.instance", """{"serviceNow":{"instance":null}}""", "This is missing")]
    [InlineData("$.serviceNow.clientSecret", """{"serviceNow":{"clientSecret":["x"]}}""", "a string belongs here")]
    [InlineData("$.serviceNow.clientSecret", """{"serviceNow":{"clientSecret":null}}""", "This is missing")]
    [InlineData("$.serviceNow.profile", """{"serviceNow":{"profile":"ap"}}""", "apo")]
    [InlineData("$.serviceNow.authentication", """{"serviceNow":{"authentication":"password"}}""", "oauth or basic")]
    [InlineData("$.serviceNow.scope", """{"serviceNow":{"authentication":"basic"}}""", "leave it out")]
    [InlineData("$.serviceNow.requestsPerSecond", """{"serviceNow":{"requestsPerSecond":0}}""", "a whole number from 1 to 1000")]
    [InlineData("$.serviceNow.requestsPerSecond", """{"serviceNow":{"requestsPerSecond":"7"}}""", "a whole number")]
    [InlineData("$.serviceNow.maxConcurrency", """{"serviceNow":{"maxConcurrency":2.5}}""", "a whole number from 1 to 64")]
    [InlineData("$.serviceNow.tables.invoices", """{"serviceNow":{"tables":{"invoices":"x_invoice"}}}""", "Did you mean invoice?")]
    [InlineData("$.serviceNow.tables.invoice", """{"serviceNow":{"tables":{"invoice":"sn_apo_invoice?x=1"}}}""", "the name of a table")]
    [InlineData("$.schedule.every", """{"schedule":{"every":"5m"}}""", "PT5M")]
    [InlineData("$.schedule.every", """{"schedule":{"every":"PT5M\n"}}""", "PT5M")]
    [InlineData("$.schedule.every", """{"schedule":{"every":"P1M"}}""", "PT5M")]
    [InlineData("$.schedule.every", """{"schedule":{"every":"PT0S"}}""", "PT1S")]
    [InlineData("$.schedule.every", """{"schedule":{"every":"P"}}""", "PT5M")]
    [InlineData("$.schedule.timeZone", """{"schedule":{"timeZone":"Mars/Olympus"}}""", "America/Los_Angeles")]
    [InlineData("$.schedule.days", """{"schedule":{"days":"Mo-Fr"}}""", "Mon-Fri")]
    [InlineData("$.schedule.days", """{"schedule":{"days":"Mon-Wed-Fri"}}""", "Mon-Fri")]
    [InlineData("$.schedule.hours", """{"schedule":{"hours":"6-20"}}""", "06:00-20:00")]
    [InlineData("$.schedule.hours", """{"schedule":{"hours":"06:00-25:00"}}""", "06:00-20:00")]
    [InlineData("$.schedule.closing.firstDays", """{"schedule":{"closing":{"firstDays":40}}}""", "a whole number from 0 to 31")]
    [InlineData("$.schedule.closing.last", """{"schedule":{"closing":{"last":1}}}""", "no such member")]
    public void A_fault_is_told_at_its_path_with_what_would_be_right(string path, string change, string right)
    {
        var faults = Faults(Merge(ConnectionExample.Node, JsonNode.Parse(change)!.AsObject()));

        faults.Keys.ShouldBe([path]);
        faults[path].ShouldHaveSingleItem().ShouldContain(right);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var json = JsonNode.Parse("""{"serviceNow":{"instance":"a b","maxConcurrency":0},"schedule":{"hours":"x"},"extra":1}""")!.AsObject();

        Faults(json).Keys.ShouldBe(
            ["$.extra", "$.name", "$.schedule.hours", "$.serviceNow.clientId", "$.serviceNow.clientSecret", "$.serviceNow.instance", "$.serviceNow.maxConcurrency", "$.syncFrom"],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    public void What_is_no_object_is_refused(string json)
    {
        Faults(JsonNode.Parse(json)).Keys.ShouldBe(["$"]);
    }

    [Theory]
    [InlineData("Mon-Fri", "Mon-Fri")]
    [InlineData("mon, WED", "Mon,Wed")]
    [InlineData("Sat-Mon", "Mon,Sat,Sun")]
    [InlineData("Sun", "Sun")]
    [InlineData("Mon-Wed,Fri-Sun", "Mon-Wed,Fri-Sun")]
    [InlineData("Mon-Sun", "Mon-Sun")]
    public void Days_are_read_and_written_the_short_way(string text, string written)
    {
        ScheduleText.TryDays(text, out var days).ShouldBeTrue();
        ScheduleText.Days(days).ShouldBe(written);
    }

    [Fact]
    public void A_window_may_end_with_the_day_and_reach_past_midnight()
    {
        ScheduleText.TryHours("18:00-24:00", out var evening).ShouldBeTrue();
        ScheduleText.Hours(evening.From, evening.To).ShouldBe("18:00-24:00");
        ScheduleText.TryHours("22:00-06:00", out var night).ShouldBeTrue();
        ScheduleText.Hours(night.From, night.To).ShouldBe("22:00-06:00");
    }

    private static ConnectionRequest? Parse(JsonNode? json)
    {
        var faults = new JsonFaults();
        var connection = ConnectionJson.Parse(Element(json), secretStored: false, ProfileCatalog.Shipped, faults);
        faults.ToErrors().ShouldBeEmpty();
        return connection;
    }

    private static IDictionary<string, string[]> Faults(JsonNode? json)
    {
        var faults = new JsonFaults();
        ConnectionJson.Parse(Element(json), secretStored: false, ProfileCatalog.Shipped, faults).ShouldBeNull();
        return faults.ToErrors();
    }

    private static JsonElement Element(JsonNode? json) => JsonSerializer.SerializeToElement(json);

    private static JsonObject Merge(JsonObject target, JsonObject change)
    {
        foreach (var (name, value) in change)
        {
            if (value is JsonObject inner && target[name] is JsonObject outer) Merge(outer, inner);
            else target[name] = value?.DeepClone();
        }
        return target;
    }
}
