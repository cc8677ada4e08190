using System.Diagnostics;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Processes;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>A whole company from QuickBooks into ServiceNow, from the moment it is connected until the read side shows the last bill as staged.</summary>
internal sealed class Bills(StoreFactory stores) : IBenchmark
{
    private const int Vendors = 40;
    private const int Number = 4_000;

    private SandboxProcess _sandbox = null!;

    public async Task SetUpAsync() => _sandbox = await SandboxProcess.StartAsync();

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var company = await _sandbox.AddCompanyAsync(Vendors, Number);
        using var store = stores.Create();
        await using var node = await ConnectorNode.StartAsync(store, _sandbox);
        await _sandbox.TakeRequestsAsync();
        GC.Collect();
        var (cpu, sandboxCpu, bytes, start) = (Environment.CpuUsage.TotalTime, _sandbox.Cpu, GC.GetTotalAllocatedBytes(), Stopwatch.GetTimestamp());
        await node.ConnectAsync(company);
        await node.PollAsync(company);
        var time = Stopwatch.GetElapsedTime(start);
        (cpu, sandboxCpu, bytes) = (Environment.CpuUsage.TotalTime - cpu, _sandbox.Cpu - sandboxCpu, GC.GetTotalAllocatedBytes() - bytes);
        var records = await node.StagedAsync(company);
        if (records < Number) throw new InvalidOperationException($"{records} of {Number} bills were staged.");
        var requests = await _sandbox.TakeRequestsAsync();
        return
        [
            new Figure("bills end to end", Number / time.TotalSeconds, "a second", "1,000"),
            new Figure("CPU of the connector", cpu.TotalMilliseconds / records, "ms a record"),
            new Figure("CPU of the sandbox", sandboxCpu.TotalMilliseconds / records, "ms a record"),
            new Figure("allocated by the connector", bytes / 1024.0 / records, "KB a record"),
            new Figure("requests to ServiceNow", requests.ServiceNow / (double)records, "a record"),
            new Figure("requests to QuickBooks", requests.QuickBooks, ""),
        ];
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();
}
