using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>What one change costs in requests, in a company that is up to date.</summary>
internal sealed class Changes(StoreFactory stores) : IBenchmark
{
    private readonly Store _store = stores.Create();
    private SandboxProcess _sandbox = null!;
    private ConnectorNode _node = null!;
    private Company _company = null!;

    public async Task SetUpAsync()
    {
        _sandbox = await SandboxProcess.StartAsync();
        _company = await _sandbox.AddCompanyAsync(10, 50);
        _node = await ConnectorNode.StartAsync(_store, _sandbox);
        await _node.ConnectAsync(_company);
        await _node.PollAsync(_company);
    }

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        await CountAsync("nothing changed", "0", () => Task.CompletedTask);
        var bill = "";
        await CountAsync("a new bill of 2 lines", "4", async () => bill = await _company.AddBillAsync());
        await CountAsync("its note edited", null, () => _company.NoteAsync(bill));
        await CountAsync("one of its lines removed", null, () => _company.DropLineAsync(bill));
        return figures;

        async Task CountAsync(string what, string? aim, Func<Task> change)
        {
            await change();
            await _sandbox.TakeRequestsAsync();
            await _node.PollAsync(_company);
            var (quickBooks, serviceNow) = await _sandbox.TakeRequestsAsync();
            figures.Add(new Figure($"{what}: QuickBooks", quickBooks, "requests"));
            figures.Add(new Figure($"{what}: ServiceNow", serviceNow, "requests", aim));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _sandbox.DisposeAsync();
        _store.Dispose();
    }
}
