using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Processes;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>How long after an edit in QuickBooks its row stands in ServiceNow, where neither side takes time and the webhook comes at once.</summary>
internal sealed class Delay(StoreFactory stores) : IBenchmark
{
    private const int Edits = 300;

    // a read for each edit would be through with a minute's calls in half of one
    private static readonly Dictionary<string, string> Unhurried = new()
    {
        ["MlConnector:QuickBooks:RequestsPerSecond"] = "1000", ["MlConnector:QuickBooks:RequestsPerMinute"] = "10000",
    };

    private readonly Store _store = stores.Create();
    private SandboxProcess _sandbox = null!;
    private RunningNode _node = null!;
    private Company _company = null!;

    public async Task SetUpAsync()
    {
        _sandbox = await SandboxProcess.StartAsync();
        _company = await _sandbox.AddCompanyAsync(20, Edits);
        _node = await RunningNode.StartAsync(_store, _sandbox, Unhurried);
        await _node.ConnectAsync(_company, 16);
        await _node.PollAsync(_company);
        await _sandbox.TellAsync(_node.Webhooks);
    }

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var times = new List<double>();
        foreach (var bill in await _company.IdsAsync("Bill"))
        {
            await _sandbox.TakeRequestsAsync();
            var start = DateTimeOffset.UtcNow;
            await _company.NoteAsync(bill, $"Noted {Guid.NewGuid()}");
            var written = (await _sandbox.RequestsAsync("servicenow.table.patch", 1))[0];
            times.Add((written.EndedAt - start).TotalMilliseconds);
            await _node.StagedAsync(_company, bill, await _company.ReadAsync("Bill", bill));
        }
        times.Sort();
        return [new Figure("from the edit to the row, half", times[times.Count / 2], "ms"), new Figure("from the edit to the row, 99 %", times[times.Count * 99 / 100], "ms")];
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _sandbox.DisposeAsync();
        _store.Dispose();
    }
}
