using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MlConnector.Actors;
using MlConnector.Domain;
using MlConnector.Node.Hosting;
using MlConnector.Node.Tests.Process;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Node.Tests.Intuit;

/// <summary>The whole node on a real port and a store file of its own, with the sandbox for both its sides.</summary>
internal sealed class SandboxedNode : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("node-").FullName;
    private WebApplication? _app;

    private SandboxedNode(SandboxHost sandbox) => Sandbox = sandbox;

    public SandboxHost Sandbox { get; }

    public QuickBooksOnline Intuit => Sandbox.QuickBooks;

    /// <summary>Without an admin key and following no redirect, as a browser's address bar shows it.</summary>
    public HttpClient Browser { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public HttpClient Admin { get; } = new() { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", NodeRun.AdminKey) } };

    public Uri Address => new(_app!.Urls.Single());

    public static async Task<SandboxedNode> StartAsync(params string[] args)
    {
        var node = new SandboxedNode(await SandboxHost.StartAsync());
        await node.RunAsync(args);
        return node;
    }

    public QuickBooksCompany AddCompany(int vendors = 1, int bills = 1, string? realm = null)
    {
        var seed = new CompanySeed { Vendors = vendors, Bills = bills, Payments = 0, VendorCredits = 0, JournalEntries = 0 };
        return Intuit.AddCompany(realm is null ? seed : seed with { RealmId = realm });
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync();
    }

    /// <summary>An operator's part, with or without a refresh token.</summary>
    public async Task PutAsync(string realm, bool authorized)
    {
        var connection = new JsonObject
        {
            ["name"] = "Books",
            ["quickBooks"] = authorized ? new JsonObject { ["refreshToken"] = Intuit.Connect(realm) } : new JsonObject(),
            ["serviceNow"] = new JsonObject
            {
                ["instance"] = Sandbox.ServiceNow.Url, ["clientId"] = Sandbox.ServiceNow.Settings.ClientId,
                ["clientSecret"] = Sandbox.ServiceNow.Settings.ClientSecret, ["requestsPerSecond"] = 1000, ["maxConcurrency"] = 4,
            },
            ["schedule"] = new JsonObject { ["every"] = "PT1H" },
            ["syncFrom"] = "2020-01-01",
        };
        var response = await Admin.PutAsync(new Uri(Address, $"/api/connections/{realm}"), new StringContent(connection.ToJsonString(), Encoding.UTF8, "application/json"));
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }

    public async Task PollAsync(string realm) =>
        (await Admin.PostAsync(new Uri(Address, $"/api/connections/{realm}/poll?wait=60"), null)).StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);

    public async Task PostAsync(string path) => (await Admin.PostAsync(new Uri(Address, path), null)).IsSuccessStatusCode.ShouldBeTrue();

    public async Task<JsonNode> ConnectionAsync(string realm) => JsonNode.Parse(await Admin.GetStringAsync(new Uri(Address, $"/api/connections/{realm}")))!;

    public async Task<string> StatusAsync(string realm) => (await ConnectionAsync(realm))["status"]!.GetValue<string>();

    public IConnector Connector => _app!.Services.GetRequiredService<IConnector>();

    public string Seal(string secret) => _app!.Services.GetRequiredService<ISecretSealer>().Seal(secret).Value;

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Invoices(string realm) =>
        [.. Sandbox.ServiceNow.Rows("sn_apo_invoice", "").Where(r => r["correlation_id"].StartsWith($"QBO-{realm}-", StringComparison.Ordinal))];

    public IReadOnlyDictionary<string, string>? Row(string table, string realm, EntityType type, string id) =>
        Sandbox.ServiceNow.Rows(table, $"correlation_id=QBO-{realm}-{type}-{id}").SingleOrDefault();

    /// <summary>Waits for what comes about by itself.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        var deadline = DateTime.UtcNow.AddSeconds(60);
        while (!await condition())
        {
            DateTime.UtcNow.ShouldBeLessThan(deadline, "it did not come about");
            await Task.Delay(50);
        }
    }

    public static Task EventuallyAsync(Func<bool> condition) => EventuallyAsync(() => Task.FromResult(condition()));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Browser.Dispose();
        Admin.Dispose();
        await Sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task RunAsync(params string[] args)
    {
        var settings = Intuit.Settings;
        _app = NodeHost.Build(
        [
            "--urls=http://127.0.0.1:0", "--Serilog:MinimumLevel:Default=Fatal",
            $"--MlConnector:Store:ConnectionString=Data Source={Path.Combine(_folder, "store.db")}",
            $"--MlConnector:Secrets:MasterKey={NodeRun.MasterKey}", $"--MlConnector:Admin:ApiKey={NodeRun.AdminKey}",
            $"--MlConnector:QuickBooks:ClientId={settings.ClientId}", $"--MlConnector:QuickBooks:ClientSecret={settings.ClientSecret}",
            $"--MlConnector:QuickBooks:WebhookVerifierToken={settings.WebhookVerifierToken}",
            "--MlConnector:QuickBooks:RedirectUrl=http://localhost/connect/quickbooks/callback",
            $"--MlConnector:QuickBooks:ApiUrl={Intuit.ApiUrl}", $"--MlConnector:QuickBooks:TokenUrl={Intuit.TokenUrl}",
            $"--MlConnector:QuickBooks:AuthorizeUrl={Intuit.AuthorizeUrl}", $"--MlConnector:QuickBooks:RevokeUrl={Intuit.RevokeUrl}",
            .. args,
        ]);
        await _app.StartAsync();
        Intuit.Webhooks.Target = new Uri(Address, "/webhooks/quickbooks");
    }

    private async Task StopAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
