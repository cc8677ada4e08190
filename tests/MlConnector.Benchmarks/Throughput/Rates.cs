using System.Text.Json.Nodes;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Pipeline;
using MlConnector.Benchmarks.Processes;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Throughput;

/// <summary>
/// Records a second at several latencies of the instance and numbers of requests in flight, beside a bare loop that sends the same requests.
/// Both are timed by the instance: from its first request for a record to its last.
/// </summary>
internal sealed class Rates(StoreFactory stores) : IBenchmark
{
    private const int Vendors = 10;
    private const int MostBills = 2_000;
    private const int RequestsForABill = 3;

    private static readonly TimeSpan Length = TimeSpan.FromSeconds(8);

    private SandboxProcess _sandbox = null!;
    private SandboxProcess _rehearsal = null!;

    public (bool WarmUp, int Rounds) Plan(int asked) => (true, Math.Min(asked, 2));

    public async Task SetUpAsync() => (_sandbox, _rehearsal) = (await SandboxProcess.StartAsync(), await SandboxProcess.StartAsync("91303579902"));

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        foreach (var latency in (int[])[0, 50, 200])
        {
            foreach (var inFlight in (int[])[2, 4, 16])
            {
                var bills = latency == 0 ? MostBills : Math.Min(MostBills, (int)(Length.TotalMilliseconds / latency * inFlight / RequestsForABill));
                var connector = await ConnectorAsync(latency, inFlight, bills);
                var bare = await BareAsync(latency, inFlight, bills);
                figures.Add(new Figure($"{latency} ms, {inFlight} in flight: connector", connector, "records a second"));
                figures.Add(new Figure($"{latency} ms, {inFlight} in flight: bare loop", bare, "records a second"));
                figures.Add(new Figure($"{latency} ms, {inFlight} in flight: of the bare loop's", connector / bare, "", latency == 50 ? "0.9" : null));
            }
        }
        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        await _sandbox.DisposeAsync();
        await _rehearsal.DisposeAsync();
    }

    private async Task<double> ConnectorAsync(int latency, int inFlight, int bills)
    {
        var company = await _sandbox.AddCompanyAsync(Vendors, bills);
        using var store = stores.Create();
        await using var node = await ConnectorNode.StartAsync(store, _sandbox);
        return await TimedAsync(latency, bills, async () =>
        {
            await node.ConnectAsync(company, inFlight);
            await node.PollAsync(company);
        });
    }

    private async Task<double> BareAsync(int latency, int inFlight, int bills)
    {
        // of a company that this instance has never seen: its keys are looked up in vain, and inserted
        var writes = await WriteRecorder.RecordAsync(_rehearsal, await _rehearsal.AddCompanyAsync(Vendors, bills));
        return await TimedAsync(latency, bills, () => BareLoop.RunAsync(_sandbox, writes, inFlight));
    }

    private async Task<double> TimedAsync(int latency, int bills, Func<Task> run)
    {
        await _sandbox.SetAsync(new JsonObject { ["serviceNow"] = new JsonObject { ["latency"] = TimeSpan.FromMilliseconds(latency).ToString() } });
        await _sandbox.TakeRequestsAsync();
        GC.Collect();
        await run();
        List<ReceivedRequest> requests =
        [
            .. await _sandbox.RequestsAsync("servicenow.table.*", bills), .. await _sandbox.RequestsAsync("servicenow.batch", 0),
        ];
        return (Vendors + bills) / (requests.Max(r => r.EndedAt) - requests.Min(r => r.At)).TotalSeconds;
    }
}
