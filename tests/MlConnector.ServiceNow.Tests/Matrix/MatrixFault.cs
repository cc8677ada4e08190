using MlConnector.Domain.Entities;
using MlConnector.Sandbox.Http;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Tests.Matrix;

/// <summary>How an attempt ends that a fault befalls.</summary>
internal enum Ends
{
    /// <summary>Well: what went wrong was put right within the attempt.</summary>
    Written,

    /// <summary>To be tried again, by itself.</summary>
    Deferred,

    /// <summary>Parked, for a person.</summary>
    Refused,
}

/// <summary>One way in which a call goes wrong.</summary>
/// <param name="Code">The reason that is given; none where none is.</param>
internal sealed record MatrixFault(Ends Ends, string? Code, Func<string, string, FaultRule>? Rule)
{
    private const string Unauthenticated = """{"error":{"message":"User Not Authenticated","detail":"Required to provide Auth information"},"status":"failure"}""";
    private const string Denied = """{"error":{"message":"Operation Failed","detail":"ACL Exception Insert Failed due to security constraints"},"status":"failure"}""";
    private const string Asleep = "<html><body>Your instance is hibernating</body></html>";

    public static readonly IReadOnlyDictionary<string, MatrixFault> All = new Dictionary<string, MatrixFault>
    {
        ["answer lost after the effect"] = Deferred("servicenow-unreachable", (m, p) => new FaultRule { Method = m, Path = p, AfterEffect = true, Drop = true }),
        ["connection reset before"] = Deferred("servicenow-unreachable", (m, p) => new FaultRule { Method = m, Path = p, Drop = true }),
        ["401"] = new(Ends.Written, null, (m, p) => new FaultRule { Method = m, Path = p, Status = 401, Body = Unauthenticated }),
        ["403"] = new(Ends.Refused, "servicenow-forbidden", (m, p) => new FaultRule { Method = m, Path = p, Status = 403, Body = Denied }),
        ["429"] = Deferred("servicenow-throttled", (m, p) => new FaultRule { Method = m, Path = p, Status = 429 }),
        ["202"] = Deferred("servicenow-dropped", (m, p) => new FaultRule { Method = m, Path = p, Status = 202 }),
        ["503 before"] = Deferred("servicenow-unavailable", (m, p) => new FaultRule { Method = m, Path = p, Status = 503 }),
        ["500 after the effect"] = Deferred("servicenow-unavailable", (m, p) => new FaultRule { Method = m, Path = p, AfterEffect = true, Status = 500 }),
        ["HTML"] = Deferred("servicenow-asleep", (m, p) => new FaultRule { Method = m, Path = p, Status = 200, ContentType = "text/html", Body = Asleep }),
        ["HTML after the effect"] = Deferred("servicenow-asleep", (m, p) => new FaultRule { Method = m, Path = p, AfterEffect = true, Status = 200, ContentType = "text/html", Body = Asleep }),
        ["truncated after the effect"] = Deferred("servicenow-malformed", (m, p) => new FaultRule { Method = m, Path = p, AfterEffect = true, Status = 200, Body = """{"result":{"sys_id":"c537ba""" }),
        ["cancelled by its quota after the effect"] = Deferred("servicenow-quota", (m, p) => new FaultRule
        {
            Method = m, Path = p, AfterEffect = true, Status = 200, Body = """{"result":{},"error":{"message":"Transaction cancelled: maximum execution time exceeded","detail":null},"status":"failure"}""",
        }),
        ["hidden column"] = new(Ends.Refused, "servicenow-not-stored", null),
    };

    /// <summary>Says why it ended otherwise than well.</summary>
    /// <param name="batch">What a batch may not do is tried one by one.</param>
    public Reason? ShouldEnd(WriteOutcome outcome, bool batch)
    {
        var (ends, reason) = outcome switch
        {
            WriteOutcome.Written => (Ends.Written, null),
            WriteOutcome.Deferred d => (Ends.Deferred, d.Reason),
            WriteOutcome.Refused r => (Ends.Refused, r.Reason),
            _ => throw new Xunit.Sdk.XunitException($"No outcome: {outcome}"),
        };
        var tried = batch && Code == "servicenow-forbidden";
        ends.ShouldBe(tried ? Ends.Written : Ends, outcome.ToString());
        (reason?.Code).ShouldBe(tried ? null : Code);
        return reason;
    }

    private static MatrixFault Deferred(string code, Func<string, string, FaultRule> rule) => new(Ends.Deferred, code, rule);
}
