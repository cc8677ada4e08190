using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using MlConnector.Node.Reconcile;

namespace MlConnector.Node.Demo;

/// <summary>The main job on stage: bills flow while people work, the node is killed in the middle, and in the end both sides agree.</summary>
public static class DemoCommand
{
    private const int Edits = 60;
    private static readonly TimeSpan EditPace = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(250);

    public static async Task<int> RunAsync(string[] args)
    {
        if (DemoOptions.Parse(args) is not { } options)
        {
            await Console.Error.WriteLineAsync(DemoOptions.Usage);
            return 2;
        }
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var stage = await DemoStage.SetAsync(options);
        try
        {
            var agrees = await PlayAsync(stage, options, stop.Token);
            if (options.Keep) await KeepAsync(stage, stop.Token);
            if (agrees) await stage.CleanAsync();
            else Console.WriteLine($"The node's log and store are in {stage.Folder}.");
            return agrees ? 0 : 1;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await stage.CleanAsync();
            Console.WriteLine("Stopped.");
            return 130;
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"The demo failed: {e.Message}{Environment.NewLine}The node's log is {stage.Node.LogFile}.");
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<bool> PlayAsync(DemoStage stage, DemoOptions options, CancellationToken ct)
    {
        var view = new DemoView();
        var bookkeeper = new Bookkeeper(stage.Company, options.Seed);
        await view.RunAsync(async () =>
        {
            using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var watching = WatchAsync(stage, bookkeeper, view, done.Token);
            try
            {
                await ActAsync(stage, bookkeeper, view, options, ct);
            }
            finally
            {
                await done.CancelAsync();
                await watching;
            }
        });
        var report = SandboxBooks.Compare(stage.Company, stage.Sandbox.ServiceNow);
        Console.WriteLine();
        Console.Write(ReconcileText.Of(ReconcileAnswer.From(report)));
        return report.Agrees;
    }

    private static async Task ActAsync(DemoStage stage, Bookkeeper bookkeeper, DemoView view, DemoOptions options, CancellationToken ct)
    {
        var realm = stage.Company.RealmId;
        view.Step($"A QuickBooks company with {options.Vendors} vendors and {options.Bills} bills, an empty ServiceNow: {stage.Sandbox.Address}");
        stage.Node.Start();
        await stage.Client.ReadyAsync(ct);
        view.Step($"The node runs as process {stage.Node.Id}: {stage.Node.Address}");
        await stage.Client.ConnectAsync(realm, stage.Connection(), ct);
        view.Step($"Connected. The throttle is raised for the demo to {DemoStage.RequestsPerSecond} requests a second, {DemoStage.MaxConcurrency} at a time (usual: 7 and 2)");

        await ArrivedAsync(stage, options.Bills / 4, ct);
        view.Step("Somebody works in QuickBooks meanwhile: new bills, edited lines, payments, deletions, renamed vendors");
        var editing = bookkeeper.WorkAsync(Edits, EditPace, ct);

        await ArrivedAsync(stage, options.Bills / 2, ct);
        var id = stage.Node.Id;
        await stage.Node.KillAsync();
        view.Step($"Process {id} is killed (SIGKILL), with {stage.Sandbox.ServiceNow["sn_apo_invoice"].Count} invoices written");
        stage.Node.Start();
        await stage.Client.ReadyAsync(ct);
        view.Step($"The node runs again as process {stage.Node.Id}, on the same store");

        await editing;
        view.Step($"The {bookkeeper.Done} changes in QuickBooks are made");
        await SettledAsync(stage, ct);
        view.Step("Everything that QuickBooks reports is settled");
        view.Show(DemoFigures.Of(stage, bookkeeper, await stage.Client.GetAsync($"/api/connections/{realm}", ct)));
    }

    private static async Task ArrivedAsync(DemoStage stage, int invoices, CancellationToken ct)
    {
        using var limit = Patience(ct);
        while (stage.Sandbox.ServiceNow["sn_apo_invoice"].Count < invoices)
        {
            stage.Node.EnsureRuns();
            await Task.Delay(LookPace, limit.Token);
        }
    }

    // settled is what the poll brought; pending may also be what an earlier process had taken
    private static async Task SettledAsync(DemoStage stage, CancellationToken ct)
    {
        using var limit = Patience(ct);
        var realm = stage.Company.RealmId;
        while (true)
        {
            stage.Node.EnsureRuns();
            var poll = await stage.Client.PollAsync(realm, 30, limit.Token);
            var connection = await stage.Client.GetAsync($"/api/connections/{realm}", limit.Token);
            if (poll["settled"]!.GetValue<bool>() && connection["counts"]!["Pending"]!.GetValue<int>() == 0) return;
        }
    }

    private static async Task WatchAsync(DemoStage stage, Bookkeeper bookkeeper, DemoView view, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(LookPace);
        while (!ct.IsCancellationRequested)
        {
            JsonObject? connection = null;
            try
            {
                await timer.WaitForNextTickAsync(ct);
                connection = await stage.Client.GetAsync($"/api/connections/{stage.Company.RealmId}", ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException or OperationCanceledException)
            {
                // it is down, or has no connection yet: the other two sides are shown all the same
            }
            view.Show(DemoFigures.Of(stage, bookkeeper, connection));
        }
    }

    private static async Task KeepAsync(DemoStage stage, CancellationToken ct)
    {
        var (sandbox, realm) = (stage.Sandbox, stage.Company.RealmId);
        Console.WriteLine($"""

            Both go on until Ctrl+C.
              node        {stage.Node.Address}   log {stage.Node.LogFile}
              admin key   {stage.ApiKey}
              curl -s -H 'Authorization: Bearer {stage.ApiKey}' {stage.Node.Address}api/connections/{realm}
              QuickBooks  {sandbox.QuickBooks.ApiUrl}   access token {sandbox.QuickBooks.AccessToken(realm)}
              ServiceNow  {sandbox.ServiceNow.Url}   user {sandbox.ServiceNow.Settings.UserName}, password {sandbox.ServiceNow.Settings.Password}
              both sides  {sandbox.Address}sandbox/summary
            """);
        try
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped.");
        }
    }

    private static CancellationTokenSource Patience(CancellationToken ct)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        return limit;
    }
}
