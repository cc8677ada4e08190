using System.Collections.Immutable;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlConnector.Benchmarks.Stores;
using MlConnector.Node.Demo;

namespace MlConnector.Benchmarks.Processes;

/// <summary>The whole node in a process of its own, as it is installed, against the sandbox.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    /// <summary>The most that a connection may ask for.</summary>
    public const int RequestsPerSecond = 1000;

    private readonly string _folder = Directory.CreateTempSubdirectory("ml-connector-bench-node-").FullName;
    private readonly SandboxProcess _sandbox;
    private readonly NodeProcess _process;
    private readonly NodeClient _client;

    private RunningNode(Store store, SandboxProcess sandbox, IReadOnlyDictionary<string, string> settings)
    {
        _sandbox = sandbox;
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        _process = new NodeProcess(_folder, new Dictionary<string, string>(settings)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_STARTUP_HOOKS"] = Assembly.GetExecutingAssembly().Location,
            [StartupHook.File] = HeapFile,
            ["MlConnector:Store:Provider"] = store.Provider.ToString(),
            ["MlConnector:Store:ConnectionString"] = store.ConnectionString,
            ["MlConnector:Secrets:MasterKey"] = key,
            ["MlConnector:Admin:ApiKey"] = key,
            ["MlConnector:QuickBooks:ClientId"] = sandbox["client"],
            ["MlConnector:QuickBooks:ClientSecret"] = sandbox["secret"],
            ["MlConnector:QuickBooks:WebhookVerifierToken"] = sandbox["verifier"],
            ["MlConnector:QuickBooks:ApiUrl"] = sandbox["api"],
            ["MlConnector:QuickBooks:TokenUrl"] = sandbox["token"],
            ["MlConnector:QuickBooks:RevokeUrl"] = sandbox["revoke"],
        });
        _client = _process.Client(key);
    }

    public Uri Webhooks => new(_process.Address, "webhooks/quickbooks");

    public NodeMemory Memory => NodeMemory.Of(_process.Id, HeapFile);

    private string HeapFile => Path.Combine(_folder, "heap");

    /// <param name="settings">Settings besides those that lead to the store and the sandbox.</param>
    public static async Task<RunningNode> StartAsync(Store store, SandboxProcess sandbox, IReadOnlyDictionary<string, string>? settings = null)
    {
        var node = new RunningNode(store, sandbox, settings ?? ImmutableDictionary<string, string>.Empty);
        node._process.Start(Path.Combine(AppContext.BaseDirectory, "MlConnector.Node.dll"));
        await node._client.ReadyAsync(default);
        return node;
    }

    public Task ConnectAsync(Company company, int maxConcurrency) => _client.ConnectAsync(company.Realm, new JsonObject
    {
        ["name"] = company.Name,
        ["quickBooks"] = new JsonObject { ["refreshToken"] = company.RefreshToken },
        ["serviceNow"] = new JsonObject
        {
            ["instance"] = _sandbox["instance"], ["clientId"] = _sandbox["instanceClient"], ["clientSecret"] = _sandbox["instanceSecret"],
            ["requestsPerSecond"] = RequestsPerSecond, ["maxConcurrency"] = maxConcurrency,
        },
        ["schedule"] = new JsonObject { ["every"] = "PT1H" },
        ["syncFrom"] = "2020-01-01",
    }, default);

    /// <summary>Ends once all that the poll brought is settled and the read side shows it.</summary>
    public async Task PollAsync(Company company)
    {
        var reply = await _client.PollAsync(company.Realm, 60, default);
        if (!reply["settled"]!.GetValue<bool>()) throw new InvalidOperationException($"The poll was not settled: {reply.ToJsonString()}");
    }

    /// <summary>Ends once a bill stands in ServiceNow as the books have it now.</summary>
    public async Task StagedAsync(Company company, string bill, JsonNode current)
    {
        var version = current["SyncToken"]!.GetValue<string>();
        while (true)
        {
            var entity = await _client.GetAsync($"/api/connections/{company.Realm}/entities/Bill/{bill}", default);
            if (entity["state"]!.GetValue<string>() == "Staged" && entity["syncToken"]!.ToString() == version) return;
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }

    /// <summary>The entities of a company by their state.</summary>
    public async Task<Dictionary<string, int>> CountsAsync(Company company) =>
        (await _client.GetAsync($"/api/connections/{company.Realm}", default))["counts"]!.AsObject().ToDictionary(c => c.Key, c => c.Value!.GetValue<int>());

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
