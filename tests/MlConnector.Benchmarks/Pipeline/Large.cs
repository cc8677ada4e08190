using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Processes;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>The first reading of a large company by a node that has just been installed, within QuickBooks' own limits. Measured once, and cold.</summary>
internal sealed class Large(StoreFactory stores) : IBenchmark
{
    private const int Vendors = 2_000;
    private const int Bills = 50_000;
    private const int Payments = 20_000;
    private const int InFlight = 16;

    private SandboxProcess _sandbox = null!;
    private Company _company = null!;

    public (bool WarmUp, int Rounds) Plan(int asked) => (false, 1);

    public async Task SetUpAsync()
    {
        _sandbox = await SandboxProcess.StartAsync();
        await _sandbox.SetAsync(new JsonObject { ["quickBooks"] = new JsonObject { ["throttle"] = true } });
        _company = await _sandbox.AddCompanyAsync(Vendors, Bills, Payments);
    }

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var store = stores.Create();
        await using var node = await RunningNode.StartAsync(store, _sandbox);
        var start = Stopwatch.GetTimestamp();
        await node.ConnectAsync(_company, InFlight);
        for (var counts = new Dictionary<string, int>(); counts.GetValueOrDefault("Staged") < Vendors + Bills + Payments;)
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            counts = await node.CountsAsync(_company);
            if (counts.GetValueOrDefault("Parked") > 0) throw new InvalidOperationException($"{counts["Parked"]} records were parked.");
            await Console.Error.WriteAsync($"\r{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s, {string.Join(", ", counts.Select(c => $"{c.Value} {c.Key}"))}, {node.Memory.Resident:0} MB   ");
        }
        var time = Stopwatch.GetElapsedTime(start);
        await Console.Error.WriteLineAsync();
        var requests = await _sandbox.TakeRequestsAsync();
        var memory = node.Memory;
        var summary = await _sandbox.GetAsync("sandbox/summary");
        var (books, tables) = (summary["quickBooks"]![_company.Realm]!, summary["serviceNow"]!);
        return
        [
            new Figure("time", time.TotalSeconds, "s"),
            new Figure("records a second", (Vendors + Bills + Payments) / time.TotalSeconds, ""),
            new Figure("requests to QuickBooks", requests.QuickBooks, ""),
            new Figure("requests to ServiceNow", requests.ServiceNow, ""),
            new Figure("memory of the node, at most", memory.Resident, "MB", "600"),
            new Figure("its objects, at most", memory.Heap, "MB"),
            new Figure("held for objects, at most", memory.Committed, "MB"),
            Both("vendors", books["Vendor"]!["count"], tables["sn_fin_supplier"]!["count"]),
            Both("bills", books["Bill"]!["count"], tables["sn_apo_invoice"]!["count"]),
            Both("total of the bills", books["Bill"]!["total"], tables["sn_apo_invoice"]!["sums"]!["invoice_amount"]),
            Both("open balance of the bills", books["Bill"]!["balance"], tables["sn_apo_invoice"]!["sums"]!["balance_due"]),
            Both("payments", books["BillPayment"]!["count"], tables["sn_apo_payment"]!["count"]),
            Both("total of the payments", books["BillPayment"]!["total"], tables["sn_apo_payment"]!["sums"]!["payment_amount"]),
        ];
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    private static Figure Both(string what, JsonNode? quickBooks, JsonNode? serviceNow)
    {
        var (source, target) = (quickBooks!.GetValue<decimal>(), decimal.Parse(serviceNow!.ToString(), CultureInfo.InvariantCulture));
        return new Figure(what, (double)target, source == target ? "on both sides" : string.Create(CultureInfo.InvariantCulture, $"and {source} in QuickBooks"));
    }
}
