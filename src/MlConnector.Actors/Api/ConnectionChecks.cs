using System.Security.Cryptography;
using Akka.Actor;
using Microsoft.Extensions.Logging;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Sharding;
using MlConnector.Domain;
using MlConnector.Domain.Checks;
using MlConnector.Domain.Realms;
using MlConnector.ServiceNow;
using MlConnector.ServiceNow.Checks;
using MlConnector.ServiceNow.Profiles;

namespace MlConnector.Actors;

/// <summary>
/// Checks both ends of a connection: QuickBooks through the realm's actor, which owns the tokens; ServiceNow with a client of
/// its own, beside the writer and its queue.
/// </summary>
internal sealed class ConnectionChecks(Regions regions, ConnectorOptions options, ISecretSealer sealer, TimeProvider time, ILoggerFactory loggers)
{
    // longer than the checks themselves allow, so that a refresh fits in before them
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task<IReadOnlyList<Check>> RunAsync(RealmId realm, ServiceNowSettings settings, SealedSecret? secret, CancellationToken ct)
    {
        var found = await Task.WhenAll(QuickBooksAsync(realm, ct), ServiceNowAsync(settings, secret, ct));
        return [.. found.SelectMany(checks => checks)];
    }

    private async Task<IReadOnlyList<Check>> QuickBooksAsync(RealmId realm, CancellationToken ct)
    {
        try
        {
            return (await regions.Realms.Ask<QuickBooksChecked>(new CheckQuickBooks(realm), Patience, ct)).Checks;
        }
        catch (AskTimeoutException)
        {
            return [QuickBooksChecks.OutOfTime()];
        }
    }

    private async Task<IReadOnlyList<Check>> ServiceNowAsync(ServiceNowSettings settings, SealedSecret? secret, CancellationToken ct)
    {
        if (secret is null) return [NotBegun("token", "No client secret is stored.")];
        try
        {
            using var gate = new PairGate(settings.MaxConcurrency ?? options.ServiceNowMaxConcurrency);
            using var client = new ServiceNowClient(TargetConnection.From(settings, sealer.Open(secret)), gate, time, loggers.CreateLogger<ServiceNowClient>());
            return await InstanceChecks.RunAsync(client, time, ct);
        }
        catch (ProfileException e)
        {
            return [NotBegun("profile", e.Message)];
        }
        catch (CryptographicException)
        {
            return [NotBegun("token", "The stored client secret cannot be opened with this node's master key.")];
        }
    }

    private static Check NotBegun(string name, string detail) =>
        new(CheckSide.ServiceNow, name, false, detail, "Write the connection again, with its client secret and a profile that there is.");
}
