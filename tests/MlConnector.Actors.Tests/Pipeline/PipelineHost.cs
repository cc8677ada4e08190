using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;
using MlConnector.Sandbox;
using MlConnector.Sandbox.QuickBooks;
using MlConnector.Sandbox.QuickBooks.Seed;

namespace MlConnector.Actors.Tests.Pipeline;

/// <summary>The connector as a node runs it, on a store file of its own, against the sandbox over real HTTP.</summary>
internal sealed class PipelineHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ml-connector-").FullName;
    private IHost? _host;

    private readonly string? _postgres;
    private int _budget = 500_000;
    private TimeSpan _transactionLimit;

    private PipelineHost(SandboxHost sandbox, QuickBooksCompany company, ShiftedTime time, string? postgres) =>
        (Sandbox, Company, Time, _postgres) = (sandbox, company, time, postgres);

    public SandboxHost Sandbox { get; }

    public QuickBooksCompany Company { get; }

    public string Store => Path.Combine(_folder, "store.db");

    public RealmId Realm => RealmId.Parse(Company.RealmId);

    /// <summary>The clock of both sides and of the node; it can be put forward.</summary>
    public ShiftedTime Time { get; }

    public PlainSealer Sealer { get; } = new();

    public IConnector Connector => _host!.Services.GetRequiredService<IConnector>();

    /// <param name="postgres">A database to use instead of a SQLite file.</param>
    /// <param name="mostChanges">The cap of change data capture, where the vendor's is too many for a test.</param>
    /// <param name="budget">Metered calls a month.</param>
    public static async Task<PipelineHost> StartAsync(int vendors = 0, int bills = 0, string? postgres = null, int? mostChanges = null, int budget = 500_000, int transactionSeconds = 1)
    {
        var time = new ShiftedTime();
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions { Time = time });
        if (mostChanges is { } cap) sandbox.QuickBooks.Settings.CdcCap = cap;
        var company = sandbox.QuickBooks.AddCompany(new CompanySeed { Vendors = vendors, Bills = bills, Payments = 0, VendorCredits = 0, JournalEntries = 0 });
        var pipeline = new PipelineHost(sandbox, company, time, postgres) { _budget = budget, _transactionLimit = TimeSpan.FromSeconds(transactionSeconds) };
        await pipeline.StartNodeAsync();
        return pipeline;
    }

    public async Task StartNodeAsync() => _host = await StartAnotherNodeAsync();

    /// <summary>A node beside whatever runs, on the same store.</summary>
    public async Task<IHost> StartAnotherNodeAsync()
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        if (Environment.GetEnvironmentVariable("MLCONNECTOR_TEST_LOG") is not null) builder.Logging.AddSimpleConsole();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<ISecretSealer>(Sealer);
        var quickBooks = Sandbox.QuickBooks;
        builder.Services.AddConnector(
            new ConnectorOptions
            {
                Provider = _postgres is null ? StoreProvider.Sqlite : StoreProvider.PostgreSql,
                ConnectionString = _postgres ?? $"Data Source={Store}",
                QuickBooksMonthlyCallBudget = _budget,
                ServiceNowTransactionLimit = _transactionLimit,
            },
            new QuickBooksOptions(
                new Uri(quickBooks.ApiUrl), new Uri(quickBooks.TokenUrl), new Uri(quickBooks.RevokeUrl),
                quickBooks.Settings.ClientId, quickBooks.Settings.ClientSecret) { MostChanges = quickBooks.Settings.CdcCap });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public async Task StopNodeAsync()
    {
        if (_host is null) return;
        await _host.StopAsync();
        _host.Dispose();
        _host = null;
    }

    public ConnectionSettings Settings(string? instance = null, UnmatchedVendors unmatched = UnmatchedVendors.Create) => new(
        Company.Name,
        new ServiceNowSettings(
            instance ?? Sandbox.ServiceNow.Url, Sandbox.ServiceNow.Settings.ClientId, null, "apo", ImmutableSortedDictionary<string, string>.Empty, 2000, 4),
        PollSchedule.Default with { Every = TimeSpan.FromHours(1) },
        new DateOnly(2020, 1, 1),
        unmatched);

    public Task ConnectAsync(string? secret = null, ConnectionSettings? settings = null, bool force = false) => Connector.SaveAsync(
        Realm, settings ?? Settings(), Sealer.Seal(secret ?? Sandbox.ServiceNow.Settings.ClientSecret), Sealer.Seal(Sandbox.QuickBooks.Connect(Company.RealmId)), force, default);

    /// <summary>Polls and waits until all that it brought is settled.</summary>
    public async Task<LastPoll> PollAsync()
    {
        var reply = await Connector.PollAsync(Realm, TimeSpan.FromSeconds(30), default);
        if (!reply.Settled) await ShowUnsettledAsync(reply);
        return reply.Poll!;
    }

    private async Task ShowUnsettledAsync(PollReply reply)
    {
        var pending = (await Connector.EntitiesAsync(Realm, new EntityQuery(null, EntityStatus.Pending, null, 5), default))!.Rows;
        Assert.Fail($"not settled within the time: {reply}; pending: {string.Join("; ", pending)}");
    }

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string table, string query = "") => Sandbox.ServiceNow.Rows(table, query);

    public IReadOnlyDictionary<string, string> Row(string table, EntityType type, string id) =>
        Rows(table, $"correlation_id=QBO-{Realm}-{type}-{id}").ShouldHaveSingleItem();

    public async Task<EntityDetail> EntityAsync(EntityType type, string id) =>
        (await Connector.EntityAsync(new EntityId(Realm, type, id), default)).ShouldNotBeNull();

    public async ValueTask DisposeAsync()
    {
        await StopNodeAsync();
        await Sandbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
