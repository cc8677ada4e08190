using System.Text.Json.Nodes;

namespace MlConnector.QuickBooks.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData("expired access token", FaultClass.Unauthorized, 3200)]
    [InlineData("app not authorised", FaultClass.Forbidden, 3100)]
    [InlineData("throttled", FaultClass.Throttled, 3001)]
    [InlineData("query does not parse", FaultClass.Query, 4000)]
    [InlineData("query names a property", FaultClass.Query, 4001)]
    [InlineData("read of a deleted", FaultClass.NotFound, 610)]
    [InlineData("token endpoint: used", FaultClass.GrantRefused, null)]
    [InlineData("token endpoint: bad client", FaultClass.ClientRefused, null)]
    public async Task Every_captured_fault_has_its_class_and_code(string sample, FaultClass expected, int? code)
    {
        var captured = JsonNode.Parse(Given.Sample("errors.json"))!.AsArray().Single(c => ((string)c!["case"]!).StartsWith(sample, StringComparison.Ordinal))!;

        var fault = await Given.FaultAsync((int)captured["http_status"]!, captured["body"]!.ToJsonString());

        fault.Class.ShouldBe(expected);
        fault.Code.ShouldBe(code);
        fault.Reason.NextStep.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(200, """{"Fault":{"Error":[{"Message":"x","code":"003200"}],"type":"AUTHENTICATION"},"time":"2026-11-01T00:00:00Z"}""", FaultClass.Unauthorized)]
    [InlineData(200, """{"CDCResponse":[{"QueryResponse":[{"Fault":{"Error":[{"code":"10000"}]}}]}],"time":"2026-11-01T00:00:00Z"}""", FaultClass.Transient)]
    [InlineData(400, """{"code":"AuthenticationFailed","type":"INPUT","message":null,"detail":"Malformed bearer token: abc","moreInfo":null}""", FaultClass.Unauthorized)]
    [InlineData(400, """{"Fault":{"Error":[{"code":"9999"},{"code":"6190"}]}}""", FaultClass.Forbidden)]
    [InlineData(400, """{"fault":{"error":[{"message":"message=ThrottleExceeded; errorCode=003001; statusCode=400"}]}}""", FaultClass.Throttled)]
    [InlineData(400, """{"Fault":{"type":"SystemFault"}}""", FaultClass.Transient)]
    [InlineData(400, """{"Fault":{"Error":[{"code":"10100"}]}}""", FaultClass.TooBig)]
    [InlineData(200, """{"Fault":{"Error":[{"code":"010200"}]}}""", FaultClass.CompanyReset)]
    [InlineData(400, "{}", FaultClass.Other)]
    [InlineData(503, """{"error":"invalid_grant"}""", FaultClass.Transient)]
    [InlineData(401, "<html>no</html>", FaultClass.Unauthorized)]
    [InlineData(404, "", FaultClass.NotFound)]
    [InlineData(502, "<html><title>502 Bad Gateway</title></html>", FaultClass.Transient)]
    [InlineData(403, """<?xml version="1.0"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="2016-12-07T15:27:09.527-08:00"><Fault type="SERVICE"><Error code="3001"><Message>message=ThrottleExceeded; errorCode=003001; statusCode=429</Message><Detail>The request limit was reached.</Detail></Error></Fault></IntuitResponse>""", FaultClass.Throttled)]
    [InlineData(200, """<IntuitResponse><Fault type="AUTHENTICATION"><Error code="3200"/></Fault></IntuitResponse>""", FaultClass.Unauthorized)]
    public async Task Every_shape_is_understood_whatever_the_status(int status, string body, FaultClass expected)
    {
        (await Given.FaultAsync(status, body)).Class.ShouldBe(expected);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData("1", 60)]
    [InlineData("90", 90)]
    [InlineData("2000000000", 86_400)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 86_400)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 60)]
    public async Task A_throttled_call_says_how_long_to_wait(string? header, int seconds)
    {
        var fault = await Given.FaultAsync(429, "slow down", "text/plain", header is null ? [] : [("Retry-After", header)]);

        fault.RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(401, "003200", false)]
    [InlineData(403, "003100", true)]
    [InlineData(403, "3201", true)]
    [InlineData(403, "120", true)]
    [InlineData(400, "5020", false)]
    [InlineData(403, "6190", false)]
    public async Task Which_fault_only_a_new_connection_helps_stands_in_the_table(int status, string code, bool ends)
    {
        (await Given.FaultAsync(status, $$"""{"Fault":{"Error":[{"Message":"x","code":"{{code}}"} ] } }""")).EndsGrant.ShouldBe(ends);
    }

    [Fact]
    public async Task A_fault_names_the_call_and_what_to_do_but_no_token_and_no_detail()
    {
        var body = """{"Fault":{"Error":[{"Message":"Malformed TOKEN token","Detail":"Token expired: TOKEN","code":"3200"}],"type":"AUTHENTICATION"}}""".Replace("TOKEN", Given.AccessToken, StringComparison.Ordinal);

        var fault = await Given.FaultAsync(401, body, "application/json", ("intuit_tid", "1-abc-def"));

        fault.TransactionId.ShouldBe("1-abc-def");
        fault.Message.ShouldContain("change data capture");
        fault.Message.ShouldContain("3200");
        fault.ToString().ShouldNotContain(Given.AccessToken);
        fault.ToString().ShouldNotContain("Token expired");
    }
}
