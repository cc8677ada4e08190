using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlConnector.Actors;
using MlConnector.Benchmarks.Processes;
using MlConnector.Benchmarks.Stores;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Benchmarks.Pipeline;

/// <summary>The connector as a node runs it, without its HTTP surface.</summary>
internal sealed class ConnectorNode : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IConnector _connector;

    private ConnectorNode(IHost host) => (_host, _connector) = (host, host.Services.GetRequiredService<IConnector>());

    public static async Task<ConnectorNode> StartAsync(Store store, SandboxProcess sandbox)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ISecretSealer>(new PlainSealer());
        var at = sandbox.Addresses;
        builder.Services.AddConnector(
            new ConnectorOptions { Provider = store.Provider, ConnectionString = store.ConnectionString },
            new QuickBooksOptions(Address("api"), Address("token"), Address("revoke"), Text("client"), Text("secret")));
        var host = builder.Build();
        await host.StartAsync();
        return new ConnectorNode(host);

        Uri Address(string name) => new(Text(name));

        string Text(string name) => at[name]!.GetValue<string>();
    }

    /// <summary>Connects a company; its first reading begins with that.</summary>
    public Task ConnectAsync(Company company, int inFlight = 32)
    {
        var at = company.Sandbox.Addresses;
        var settings = new ConnectionSettings(
            company.Name,
            new ServiceNowSettings(
                at["instance"]!.GetValue<string>(), at["instanceClient"]!.GetValue<string>(), null, "apo",
                ImmutableSortedDictionary<string, string>.Empty, 100_000, inFlight),
            PollSchedule.Default with { Every = TimeSpan.FromHours(1) },
            new DateOnly(2020, 1, 1));
        return _connector.SaveAsync(
            RealmId.Parse(company.Realm), settings,
            new SealedSecret(at["instanceSecret"]!.GetValue<string>()), new SealedSecret(company.RefreshToken), force: false, default);
    }

    /// <summary>Ends once all that came is settled and the read side shows it.</summary>
    public async Task PollAsync(Company company)
    {
        var reply = await _connector.PollAsync(RealmId.Parse(company.Realm), TimeSpan.FromMinutes(5), default);
        if (!reply.Settled) throw new InvalidOperationException($"The poll was not settled: {reply}");
    }

    public async Task<int> StagedAsync(Company company) =>
        (await _connector.GetAsync(RealmId.Parse(company.Realm), default))!.Counts.GetValueOrDefault(Domain.Entities.EntityStatus.Staged);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private sealed class PlainSealer : ISecretSealer
    {
        public SealedSecret Seal(string secret) => new(secret);

        public string Open(SealedSecret secret) => secret.Value;
    }
}
