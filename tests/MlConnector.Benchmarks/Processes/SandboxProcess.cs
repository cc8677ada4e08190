using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MlConnector.Sandbox;

namespace MlConnector.Benchmarks.Processes;

/// <summary>Both systems in a process of their own, so that what the connector costs can be told from what they cost.</summary>
internal sealed class SandboxProcess : IAsyncDisposable
{
    public const string Argument = "sandbox";

    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly string _realms;
    private int _companies;

    private SandboxProcess(Process process, JsonNode addresses, string realms)
    {
        (_process, Addresses, _realms) = (process, addresses, realms);
        _http = new HttpClient { BaseAddress = new Uri(addresses["origin"]!.GetValue<string>()), Timeout = TimeSpan.FromMinutes(5) };
    }

    public JsonNode Addresses { get; }

    /// <summary>One of its addresses or credentials.</summary>
    public string this[string name] => Addresses[name]!.GetValue<string>();

    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <param name="realms">The first digits of its companies' ids, so that those of two sandboxes are told apart.</param>
    public static async Task<SandboxProcess> StartAsync(string realms = "91303579901")
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(typeof(SandboxProcess).Assembly.Location);
        start.ArgumentList.Add(Argument);
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        return new SandboxProcess(process, JsonNode.Parse(line)!, realms);
    }

    /// <summary>What the process runs: as fast as it can, as many at a time as come, until its input ends.</summary>
    public static async Task<int> ServeAsync()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions { SendsWebhooks = true });
        var instance = sandbox.ServiceNow.Settings;
        (instance.Semaphores, instance.QueueLimit) = (1_000, 10_000);
        var (app, quickBooks) = (sandbox.QuickBooks.Settings, sandbox.QuickBooks);
        Console.WriteLine(new JsonObject
        {
            ["origin"] = sandbox.Address.AbsoluteUri,
            ["api"] = quickBooks.ApiUrl,
            ["token"] = quickBooks.TokenUrl,
            ["revoke"] = quickBooks.RevokeUrl,
            ["client"] = app.ClientId,
            ["secret"] = app.ClientSecret,
            ["verifier"] = app.WebhookVerifierToken,
            ["instance"] = sandbox.ServiceNow.Url,
            ["instanceClient"] = instance.ClientId,
            ["instanceSecret"] = instance.ClientSecret,
        }.ToJsonString());
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public async Task<Company> AddCompanyAsync(int vendors, int bills, int payments = 0)
    {
        var made = await PostAsync("sandbox/companies", new JsonObject
        {
            ["realmId"] = $"{_realms}{_companies++:00000}",
            ["vendors"] = vendors, ["bills"] = bills, ["payments"] = payments, ["vendorCredits"] = 0, ["journalEntries"] = 0,
        });
        return new Company(this, made["realmId"]!.GetValue<string>(), made["name"]!.GetValue<string>(), made["refreshToken"]!.GetValue<string>());
    }

    /// <summary>Changes how both systems behave.</summary>
    public async Task SetAsync(JsonObject settings)
    {
        using var response = await _http.PatchAsJsonAsync("sandbox/settings", settings);
        response.EnsureSuccessStatusCode();
    }

    public async Task<JsonNode> PostAsync(string path, JsonNode body) => await ReadAsync(await _http.PostAsJsonAsync(path, body));

    public async Task PatchAsync(string path, JsonNode body) => await ReadAsync(await _http.PatchAsJsonAsync(path, body));

    public async Task<JsonNode> GetAsync(string path) => await ReadAsync(await _http.GetAsync(path));

    /// <summary>Where its webhooks go; none, and it tells nobody.</summary>
    public async Task TellAsync(Uri? target)
    {
        using var response = await _http.PatchAsJsonAsync("sandbox/webhooks", new JsonObject { ["target"] = target?.ToString() });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The last requests of a kind, once there are so many.</summary>
    public async Task<IReadOnlyList<ReceivedRequest>> RequestsAsync(string kind, int atLeast)
    {
        while (true)
        {
            var requests = (await GetAsync($"sandbox/requests?last=100000&kind={kind}"))["requests"]!.AsArray();
            if (requests.Count >= atLeast) return [.. requests.Select(r => new ReceivedRequest(r!["at"]!.GetValue<DateTimeOffset>(), r["milliseconds"]!.GetValue<double>()))];
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>Requests since the last call, those inside of a batch not counted again.</summary>
    public async Task<(int QuickBooks, int ServiceNow)> TakeRequestsAsync()
    {
        var counts = (await GetAsync("sandbox/requests?last=0"))["counts"]!.AsObject();
        using var _ = await _http.DeleteAsync("sandbox/requests");
        return (Sum("quickbooks."), Sum("servicenow."));

        int Sum(string system) => counts
            .Where(c => c.Key.StartsWith(system, StringComparison.Ordinal) && !c.Key.StartsWith("servicenow.batch.item.", StringComparison.Ordinal))
            .Sum(c => c.Value!.GetValue<int>());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response)
    {
        using (response)
        {
            response.EnsureSuccessStatusCode();
            return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
        }
    }
}

internal sealed record ReceivedRequest(DateTimeOffset At, double Milliseconds)
{
    public DateTimeOffset EndedAt => At.AddMilliseconds(Milliseconds);
}
