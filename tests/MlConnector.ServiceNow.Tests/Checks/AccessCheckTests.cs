using MlConnector.Sandbox.Http;

namespace MlConnector.ServiceNow.Tests.Checks;

public sealed class AccessCheckTests
{
    [Fact]
    public async Task An_instance_as_it_should_be_passes_every_check()
    {
        await using var instance = await CheckedInstance.StartAsync();

        var checks = await instance.CheckAsync(scope: "useraccount");

        checks.Values.ShouldAllBe(c => c.Ok == true && c.Remedy == null);
        checks.Keys.ShouldBe(["token", "user", "time zone", "role sn_apay.apo_user", .. CheckedInstance.Tables.SelectMany(t => new[] { $"table {t}", $"columns {t}" })]);
        checks["token"].ShouldBeOk("client credentials");
        checks["token"].ShouldBeOk("scope useraccount");
        checks["user"].ShouldBeOk("ml.connector, for web services only");
        checks["time zone"].ShouldBeOk("GMT");
    }

    [Fact]
    public async Task The_checks_change_nothing_and_are_few()
    {
        await using var instance = await CheckedInstance.StartAsync();

        await instance.CheckAsync();

        instance.Journal.Requests.Where(r => r.Method != "GET").ShouldHaveSingleItem().Kind.ShouldBe("servicenow.token");
        instance.Journal.Requests.Count.ShouldBe(9);
    }

    [Fact]
    public async Task Never_are_more_than_two_requests_under_way()
    {
        await using var instance = await CheckedInstance.StartAsync(rows: false);
        instance.Now.Settings.Semaphores = 2;
        instance.Now.Settings.QueueLimit = 0;
        instance.Now.Settings.Latency = TimeSpan.FromMilliseconds(30);

        await instance.CheckAsync();

        instance.Journal.Requests.ShouldNotContain(r => r.Status == 429);
    }

    [Fact]
    public async Task A_refused_token_comes_with_every_cause_and_leaves_the_rest_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync();

        var checks = await instance.CheckAsync(secret: "not-the-secret");

        checks["token"].ShouldBeFailed("hands out no token");
        checks["token"].Remedy!.ShouldContain("glide.oauth.inbound.client.credential.grant_type.enabled");
        checks.Values.ShouldAllBe(c => !c.ToString().Contains("not-the-secret"));
        checks.Values.Where(c => c.Name != "token").ShouldAllBe(c => c.Ok == null);
        checks.ShouldContainKey("table sn_apo_payment");
        instance.Journal.Requests.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_instance_that_sleeps_is_said_to_sleep()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now.Settings.Asleep = true;

        var token = (await instance.CheckAsync())["token"];

        token.ShouldBeFailed("a web page came back in place of an answer");
        token.Remedy!.ShouldStartWith("Wake the instance");
    }

    [Fact]
    public async Task A_token_that_opens_no_table_fails_them_without_asking_for_each()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Fault(new FaultRule { Path = "*/api/now/*", Times = 1000, Status = 401, Body = """{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}""" });

        var checks = await instance.CheckAsync();

        checks["table sn_apo_invoice"].ShouldBeFailed("the access token is not taken");
        checks["user"].ShouldBeUnknown("does not say who calls");
        checks["columns sn_apo_invoice"].ShouldBeUnknown("Not looked at");
        instance.Journal.Requests.Count.ShouldBeLessThan(14);
    }

    [Fact]
    public async Task A_time_zone_other_than_GMT_is_well_but_warned_of()
    {
        await using var instance = await CheckedInstance.StartAsync();
        SetUser(instance, ("time_zone", "Europe/Berlin"));

        var zone = (await instance.CheckAsync())["time zone"];

        zone.ShouldBeOk("Europe/Berlin, not GMT");
        zone.Remedy.ShouldBe("Set the user's time zone to GMT.");
    }

    [Fact]
    public async Task A_user_without_a_time_zone_of_its_own_has_one_that_is_not_known()
    {
        await using var instance = await CheckedInstance.StartAsync();
        SetUser(instance, ("time_zone", ""));

        (await instance.CheckAsync())["time zone"].ShouldBeUnknown("follows the instance");
    }

    [Fact]
    public async Task A_hidden_user_record_leaves_the_time_zone_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now["sys_user"].Denied.Add("read");

        var checks = await instance.CheckAsync();

        checks["user"].ShouldBeOk("ml.connector");
        checks["time zone"].ShouldBeUnknown("403");
    }

    [Fact]
    public async Task Where_the_instance_does_not_say_who_calls_nothing_of_the_caller_is_known()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Fault(new FaultRule { Path = "*/current_user", Status = 404, Body = """{"error":{"message":"Requested URI does not represent any resource","detail":null},"status":"failure"}""" });

        var checks = await instance.CheckAsync();

        checks["user"].ShouldBeUnknown("does not say who calls");
        checks["time zone"].ShouldBeUnknown("does not say who calls");
        checks["role sn_apay.apo_user"].ShouldBeUnknown("does not say who calls");
        checks["table sn_apo_invoice"].Ok.ShouldBe(true);
    }

    [Fact]
    public async Task A_role_that_is_not_among_those_shown_is_missing()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now.Delete("sys_user_has_role", RoleRow(instance, "sn_apay.apo_user"));

        var role = (await instance.CheckAsync())["role sn_apay.apo_user"];

        role.ShouldBeFailed("other roles, but not this one");
        role.Remedy!.ShouldContain("sn_apay.apo_user");
    }

    [Fact]
    public async Task Where_no_role_is_shown_none_is_known_to_be_missing()
    {
        await using var instance = await CheckedInstance.StartAsync();
        foreach (var row in instance.Now.Rows("sys_user_has_role").ToList()) instance.Now.Delete("sys_user_has_role", row["sys_id"]);

        (await instance.CheckAsync())["role sn_apay.apo_user"].ShouldBeUnknown("does not show all");
    }

    [Fact]
    public async Task Roles_that_may_not_be_read_are_unknown()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now["sys_user_has_role"].Denied.Add("read");

        (await instance.CheckAsync())["role sn_apay.apo_user"].ShouldBeUnknown("403");
    }

    [Fact]
    public async Task Roles_of_others_prove_nothing_where_the_filter_is_ignored()
    {
        await using var instance = await CheckedInstance.StartAsync();
        instance.Now.Delete("sys_user_has_role", RoleRow(instance, "sn_apay.apo_user"));
        instance.Now.Insert("sys_user_has_role", ("user", instance.Now.Insert("sys_user", ("user_name", "other"))), ("role", Role(instance, "sn_apay.apo_user")), ("state", "active"));
        instance.Fault(new FaultRule { Path = "*/sys_user_has_role", Status = 200, Body = $$"""{"result":[{"user":"{{new string('a', 32)}}","role.name":"sn_apay.apo_user","state":"active"}]}""" });

        (await instance.CheckAsync())["role sn_apay.apo_user"].ShouldBeUnknown("does not show all");
    }

    private static void SetUser(CheckedInstance instance, params (string, string)[] values) =>
        instance.Now.Update("sys_user", instance.Now.Rows("sys_user", "user_name=ml.connector").Single()["sys_id"], values);

    private static string Role(CheckedInstance instance, string role) => instance.Now.Rows("sys_user_role", $"name={role}").Single()["sys_id"];

    private static string RoleRow(CheckedInstance instance, string role) => instance.Now.Rows("sys_user_has_role", $"role={Role(instance, role)}").Single()["sys_id"];
}
