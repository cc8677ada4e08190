using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlConnector.Node.Demo;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Node.Tests.Kills;

/// <summary>Both systems in this process, and a node in a process of its own that can be killed and started again on its store.</summary>
internal sealed class KillStage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("kills-").FullName;

    private KillStage(SandboxHost sandbox, QuickBooksCompany company, StageOptions options)
    {
        (Sandbox, Company, Options) = (sandbox, company, options);
        Store = Path.Combine(_folder, "store.db");
        var adminKey = NewKey();
        Node = new NodeProcess(_folder, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["MlConnector:Store:Provider"] = options.PostgreSql is null ? "Sqlite" : "PostgreSql",
            ["MlConnector:Store:ConnectionString"] = options.PostgreSql ?? $"Data Source={Store}",
            ["MlConnector:Secrets:MasterKey"] = NewKey(),
            ["MlConnector:Admin:ApiKey"] = adminKey,
            ["MlConnector:ServiceNow:TransactionSeconds"] = options.TransactionSeconds.ToString(CultureInfo.InvariantCulture),
            ["MlConnector:QuickBooks:ClientId"] = sandbox.QuickBooks.Settings.ClientId,
            ["MlConnector:QuickBooks:ClientSecret"] = sandbox.QuickBooks.Settings.ClientSecret,
            ["MlConnector:QuickBooks:WebhookVerifierToken"] = sandbox.QuickBooks.Settings.WebhookVerifierToken,
            ["MlConnector:QuickBooks:ApiUrl"] = sandbox.QuickBooks.ApiUrl,
            ["MlConnector:QuickBooks:TokenUrl"] = sandbox.QuickBooks.TokenUrl,
            ["MlConnector:QuickBooks:RevokeUrl"] = sandbox.QuickBooks.RevokeUrl,
        });
        Client = Node.Client(adminKey);
    }

    public SandboxHost Sandbox { get; }

    public QuickBooksCompany Company { get; }

    public StageOptions Options { get; }

    public NodeProcess Node { get; }

    public NodeClient Client { get; }

    /// <summary>The file of the SQLite store.</summary>
    public string Store { get; }

    public static async Task<KillStage> SetAsync(StageOptions options)
    {
        var sandbox = await SandboxHost.StartAsync();
        var company = sandbox.QuickBooks.AddCompany(new CompanySeed
        {
            Seed = options.Seed, Vendors = options.Vendors, Bills = options.Bills, Payments = 0, VendorCredits = 0, JournalEntries = 0,
        });
        return new KillStage(sandbox, company, options);
    }

    public async Task StartAsync(string? assembly = null)
    {
        Node.Start(assembly);
        await Client.ReadyAsync(CancellationToken.None);
    }

    public Task ConnectAsync() => Client.ConnectAsync(Company.RealmId, new JsonObject
    {
        ["name"] = Company.Name,
        ["quickBooks"] = new JsonObject { ["refreshToken"] = Sandbox.QuickBooks.Connect(Company.RealmId) },
        ["serviceNow"] = new JsonObject
        {
            ["instance"] = Sandbox.ServiceNow.Url,
            ["clientId"] = Sandbox.ServiceNow.Settings.ClientId,
            ["clientSecret"] = Sandbox.ServiceNow.Settings.ClientSecret,
            ["requestsPerSecond"] = Options.RequestsPerSecond,
            ["maxConcurrency"] = 4,
        },
        ["schedule"] = new JsonObject { ["every"] = Options.PollEvery },
        ["syncFrom"] = "2000-01-01",
    }, CancellationToken.None);

    /// <summary>Begins a poll, and does not wait for its end.</summary>
    public Task PollAsync() => Client.PollAsync(Company.RealmId, 0, CancellationToken.None);

    /// <summary>Polls until nothing is under way any more.</summary>
    public async Task SettleAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        do Node.EnsureRuns();
        while (!(await Client.PollAsync(Company.RealmId, 30, limit.Token))["settled"]!.GetValue<bool>() || await CountAsync("Pending") > 0);
    }

    public async Task<int> CountAsync(string state)
    {
        var connection = await Client.GetAsync($"/api/connections/{Company.RealmId}", CancellationToken.None);
        return connection["counts"]![state]?.GetValue<int>() ?? 0;
    }

    public Task<JsonObject> BillAsync(string id) => Client.GetAsync($"/api/connections/{Company.RealmId}/entities/Bill/{id}", CancellationToken.None);

    /// <summary>How many events of a kind the SQLite store holds.</summary>
    public long Events(string manifest) => StoredEvents.Count(Store, manifest);

    public string Key(string type, string id) => $"QBO-{Company.RealmId}-{type}-{id}";

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Invoices(string bill) =>
        Sandbox.ServiceNow.Rows("sn_apo_invoice", $"correlation_id={Key("Bill", bill)}");

    /// <summary>Waits until a condition holds; the node must live while it does not.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (!await condition())
        {
            Node.EnsureRuns();
            DateTime.UtcNow.ShouldBeLessThan(deadline, $"not within {Patience.TotalSeconds} s: {what}");
            await Task.Delay(5);
        }
    }

    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);

    /// <summary>Every way in which ServiceNow is not what the company's books say now, to the cent and to the version.</summary>
    public async Task<IReadOnlyList<string>> DifferencesAsync()
    {
        var report = SandboxBooks.Compare(Company, Sandbox.ServiceNow);
        var differences = report.Differences.Select(d => d.ToString())
            .Concat(report.Figures.Where(f => !f.Agrees).Select(f => f.ToString()))
            .Concat(report.OpenPayables.Where(p => !p.Agrees).Select(p => p.ToString()))
            .ToList();
        foreach (var bill in Company.Ids("Bill"))
            if (await OldVersionAsync(bill) is { } old) differences.Add(old);
        return differences;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Node.DisposeAsync();
        await Sandbox.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The last that the node said.</summary>
    public string LogTail(int lines = 40)
    {
        if (!File.Exists(Node.LogFile)) return "";
        using var reader = new StreamReader(new FileStream(Node.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join('\n', reader.ReadToEnd().Split('\n').TakeLast(lines));
    }

    // a version whose content is that of the one before is known here, and is no reason to write
    private async Task<string?> OldVersionAsync(string bill)
    {
        var version = Company.Read("Bill", bill)["SyncToken"]!.GetValue<string>();
        var entity = await BillAsync(bill);
        var known = entity["syncToken"]!.ToString();
        var content = entity["history"]!.AsArray().Last(e => e!["event"]!.GetValue<string>() == "RevisionAccepted")!["revision"]!["syncToken"]!.ToString();
        var written = string.Join(" and ", Invoices(bill).Select(i => i["source_sync_token"]));
        return known == version && written == content
            ? null
            : $"bill {Key("Bill", bill)} is at version {version} in QuickBooks, {known} in the node (content of {content}), {written} in ServiceNow";
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}

internal sealed record StageOptions
{
    public int Seed { get; init; } = 1;

    public int Vendors { get; init; }

    public int Bills { get; init; }

    public int RequestsPerSecond { get; init; } = 500;

    public string PollEvery { get; init; } = "PT1H";

    /// <summary>How long a call can go on in ServiceNow after the node was killed.</summary>
    public int TransactionSeconds { get; init; } = 1;

    /// <summary>The connection string of an empty database; without it the store is a SQLite file.</summary>
    public string? PostgreSql { get; init; }
}
