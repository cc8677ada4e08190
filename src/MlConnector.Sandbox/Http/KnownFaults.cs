namespace MlConnector.Sandbox.Http;

/// <summary>Faults that the real systems are known for, on the calls that a pattern matches.</summary>
public static class KnownFaults
{
    /// <summary>The call takes effect and its answer is lost.</summary>
    public static FaultRule LostAnswer(string method, string path, int nth = 1) => new() { Method = method, Path = path, Nth = nth, Drop = true, AfterEffect = true };

    /// <summary>The quota stops a transaction that has begun to answer: its text stands behind the result, with the status of a success.</summary>
    public static FaultRule QuotaBehindResult(string path, int nth = 1) => new()
    {
        Path = path, Nth = nth, AfterEffect = true,
        Append = """{"error":{"message":"Transaction cancelled: maximum execution time exceeded","detail":"Transaction cancelled: maximum execution time exceeded Check logs for error trace or enable glide.rest.debug property to verify REST request processing"},"status":"failure"}""",
    };

    /// <summary>A session's queue is full: accepted, it says, and nothing is done.</summary>
    public static FaultRule SessionDrop(string path, int nth = 1) => new() { Path = path, Nth = nth, Status = 202, Body = "" };

    public static FaultRule BadGateway(string path, int nth = 1, bool afterEffect = false) => new()
    {
        Path = path, Nth = nth, AfterEffect = afterEffect, Status = 502,
        Body = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center><hr><center>nginx</center></body>\r\n</html>",
    };

    /// <summary>A 200 that holds a fault, as QuickBooks may send.</summary>
    public static FaultRule FaultInside200(string path, int nth = 1) => new()
    {
        Path = path, Nth = nth, Status = 200,
        Body = """{"Fault":{"Error":[{"Message":"An application error has occurred while processing your request","Detail":"System Failure Error","code":"10000","element":""}],"type":"SystemFault"},"time":"2026-01-01T00:00:00.000-08:00"}""",
    };

    /// <summary>The token endpoint succeeds without tokens.</summary>
    public static FaultRule EmptyTokenAnswer(int nth = 1) => new() { Path = "*/tokens/bearer", Nth = nth, Status = 200, Body = """{"error":"temporarily_unavailable"}""" };
}
