using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Node.Demo;

/// <summary>Both systems in this process, and a node in its own that knows their addresses.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    public const int RequestsPerSecond = 200;
    public const int MaxConcurrency = 4;

    private DemoStage(SandboxHost sandbox, QuickBooksCompany company, string folder)
    {
        (Sandbox, Company, Folder) = (sandbox, company, folder);
        var store = $"Data Source={Path.Combine(folder, "ml-connector.db")}";
        Node = new NodeProcess(folder, new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["MlConnector:Store:ConnectionString"] = store,
            ["MlConnector:Secrets:MasterKey"] = NewKey(),
            ["MlConnector:Admin:ApiKey"] = ApiKey,
            // the sandbox answers within milliseconds
            ["MlConnector:ServiceNow:TransactionSeconds"] = "1",
            ["MlConnector:QuickBooks:ClientId"] = sandbox.QuickBooks.Settings.ClientId,
            ["MlConnector:QuickBooks:ClientSecret"] = sandbox.QuickBooks.Settings.ClientSecret,
            ["MlConnector:QuickBooks:ApiUrl"] = sandbox.QuickBooks.ApiUrl,
            ["MlConnector:QuickBooks:TokenUrl"] = sandbox.QuickBooks.TokenUrl,
            ["MlConnector:QuickBooks:AuthorizeUrl"] = sandbox.QuickBooks.AuthorizeUrl,
            ["MlConnector:QuickBooks:RevokeUrl"] = sandbox.QuickBooks.RevokeUrl,
        });
        Client = Node.Client(ApiKey);
    }

    public SandboxHost Sandbox { get; }

    public QuickBooksCompany Company { get; }

    public string Folder { get; }

    public string ApiKey { get; } = NewKey();

    public NodeProcess Node { get; }

    public NodeClient Client { get; }

    public static async Task<DemoStage> SetAsync(DemoOptions options)
    {
        var sandbox = await SandboxHost.StartAsync();
        var company = sandbox.QuickBooks.AddCompany(new CompanySeed { Seed = options.Seed, Vendors = options.Vendors, Bills = options.Bills });
        return new DemoStage(sandbox, company, Directory.CreateTempSubdirectory("ml-connector-demo-").FullName);
    }

    /// <summary>What an operator writes to connect the company.</summary>
    public JsonObject Connection() => new()
    {
        ["name"] = Company.Name,
        ["quickBooks"] = new JsonObject { ["refreshToken"] = Sandbox.QuickBooks.Connect(Company.RealmId) },
        ["serviceNow"] = new JsonObject
        {
            ["instance"] = Sandbox.ServiceNow.Url,
            ["clientId"] = Sandbox.ServiceNow.Settings.ClientId,
            ["clientSecret"] = Sandbox.ServiceNow.Settings.ClientSecret,
            ["requestsPerSecond"] = RequestsPerSecond,
            ["maxConcurrency"] = MaxConcurrency,
        },
        ["schedule"] = new JsonObject { ["every"] = "PT2S" },
        ["syncFrom"] = "2000-01-01",
    };

    /// <summary>Leaves nothing behind.</summary>
    public async Task CleanAsync()
    {
        await Node.KillAsync();
        Directory.Delete(Folder, recursive: true);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Node.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
