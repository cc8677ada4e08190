using MlConnector.Benchmarks.Measuring;
using MlConnector.Benchmarks.Processes;
using MlConnector.Benchmarks.Stores;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>What changes cost in requests to either side: a first reading, then single changes in a company that is up to date.</summary>
internal sealed class Changes(StoreFactory stores) : IBenchmark
{
    private const int Vendors = 20;
    private const int Bills = 1_000;
    private const int Burst = 100;

    private SandboxProcess _sandbox = null!;

    // a request more or less would be a fault: there is no chance in it
    public (bool WarmUp, int Rounds) Plan(int asked) => (false, Math.Min(asked, 2));

    public async Task SetUpAsync() => _sandbox = await SandboxProcess.StartAsync();

    public async Task<IReadOnlyList<Figure>> RunAsync()
    {
        using var store = stores.Create();
        await using var node = await RunningNode.StartAsync(store, _sandbox);
        using var webhook = new WebhookPost(node, _sandbox);
        var company = await _sandbox.AddCompanyAsync(Vendors, Bills);
        var figures = new List<Figure>();

        await CountAsync("first reading of 1,000 bills, 20 vendors", Vendors + Bills, null, null, () => node.ConnectAsync(company, 16), PollAsync);
        // by now the access token is there and the overlap known
        await CountAsync("quiet poll", 1, "1", "0", () => Task.CompletedTask, PollAsync);
        var bills = await company.IdsAsync("Bill");
        await CountAsync("burst of 100 edits, told by a webhook", Burst, null, null, () => NoteAsync(bills.Take(Burst)), () => TellAsync(bills.Take(Burst)));
        await CountAsync("one edit, told by a webhook", 1, null, null, () => NoteAsync(bills.Skip(Burst).Take(1)), () => TellAsync(bills.Skip(Burst).Take(1)));
        var bill = "";
        foreach (var lines in (int[])[200, 20, 2])
            await CountAsync($"new bill of {lines} lines", 1, null, lines == 2 ? "4" : null, async () => bill = await company.AddBillAsync(lines), PollAsync);
        await CountAsync("its note edited", 1, null, null, () => NoteAsync([bill]), PollAsync);
        await CountAsync("the amount of one line changed", 1, null, null, () => company.RaiseLineAsync(bill), PollAsync);
        await CountAsync("one line removed", 1, null, null, () => company.DropLineAsync(bill), PollAsync);
        await CountAsync("payment of one bill, and the bill paid by it", 1, null, null, () => company.PayAsync(bill), PollAsync);
        return figures;

        async Task CountAsync(string what, int changes, string? quickBooksAim, string? serviceNowAim, Func<Task> change, Func<Task> carry)
        {
            await change();
            await _sandbox.TakeRequestsAsync();
            await carry();
            var (quickBooks, serviceNow) = await _sandbox.TakeRequestsAsync();
            figures.Add(new Figure($"{what}: QuickBooks", quickBooks, "requests", quickBooksAim));
            figures.Add(changes == 1
                ? new Figure($"{what}: ServiceNow", serviceNow, "requests", serviceNowAim)
                : new Figure($"{what}: ServiceNow", serviceNow / (double)changes, "for a record", serviceNowAim));
        }

        Task PollAsync() => node.PollAsync(company);

        async Task NoteAsync(IEnumerable<string> noted)
        {
            foreach (var id in noted) await company.NoteAsync(id, $"Noted {Guid.NewGuid()}");
        }

        async Task TellAsync(IEnumerable<string> told)
        {
            var ids = told.ToList();
            await webhook.SendAsync(company, ids);
            foreach (var id in ids) await node.StagedAsync(company, id, await company.ReadAsync("Bill", id));
        }
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();
}
