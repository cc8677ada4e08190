using MlConnector.Domain.Realms;
using MlConnector.ServiceNow.Checks;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Http;

public sealed class BasicAuthenticationTests
{
    private static TargetConnection Basic(TargetConnection connection) =>
        connection with { ClientId = "ml.connector", ClientSecret = "sandbox-password", Authentication = ServiceNowAuthentication.Basic };

    [Fact]
    public async Task Where_it_is_configured_records_are_written_without_a_token()
    {
        await using var instance = await Instance.StartAsync(Basic);

        await instance.WrittenAsync(Records.Vendor());

        instance.Sandbox.Journal.Count("servicenow.token").ShouldBe(0);
        instance.Sandbox.ServiceNow.Rows(Instance.Suppliers, "correlation_idISNOTEMPTY").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_password_that_is_not_taken_is_tried_once_and_told_with_every_cause()
    {
        await using var instance = await Instance.StartAsync(c => Basic(c) with { ClientSecret = "not-the-password" });

        var deferred = (await instance.WriteAsync(Records.Vendor())).ShouldBeOfType<WriteOutcome.Deferred>();

        deferred.Reason.Code.ShouldBe("servicenow-password-refused");
        deferred.Requests.ShouldBe(1);
        foreach (var cause in (string[])["password", "locked", "second factor", "access policy", "snc_basic_auth_api_access", "OAuth"]) deferred.Reason.NextStep.ShouldContain(cause);
        deferred.Reason.ToString().ShouldNotContain("not-the-password");
    }

    [Theory]
    [InlineData("apo", 2)]
    [InlineData("s2p", 3)]
    public async Task A_password_that_is_not_taken_fails_the_checks_and_is_not_tried_with_each_table(string profile, int requests)
    {
        await using var instance = await Instance.StartAsync(c => Basic(c) with { ClientSecret = "not-the-password", Profile = profile });

        var findings = await InstanceChecks.RunAsync(instance.Client, TimeProvider.System, CancellationToken.None);

        findings.Complete.ShouldBeTrue();
        findings.Checks.Single(c => c.Name == $"table {Instance.Suppliers}").ShouldSatisfyAllConditions(
            c => c.Ok.ShouldBe(false), c => c.Required.ShouldBeTrue(), c => c.Detail.ShouldContain("password"));
        instance.Requests.ShouldBeLessThanOrEqualTo(requests);
    }

    [Fact]
    public async Task A_refused_token_is_never_replaced_by_a_password()
    {
        await using var instance = await Instance.StartAsync(c => c with { ClientId = "ml.connector", ClientSecret = "sandbox-password" });

        (await instance.WriteAsync(Records.Vendor())).ShouldBeOfType<WriteOutcome.Deferred>().Reason.Code.ShouldBe("servicenow-token-refused");

        instance.Requests.ShouldBe(0);
    }
}
