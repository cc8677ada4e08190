using Akka.Actor;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Sharding;
using MlConnector.Domain;
using MlConnector.Domain.Checks;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors;

/// <summary>Checks both ends of a connection: QuickBooks through the realm's actor, which owns the tokens; the realm learns what ServiceNow tells.</summary>
internal sealed class ConnectionChecks(Regions regions, InstanceInspector instances)
{
    // longer than the checks themselves allow, so that a refresh fits in before them
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    public async Task<IReadOnlyList<Check>> RunAsync(RealmId realm, ServiceNowSettings settings, SealedSecret? secret, CancellationToken ct)
    {
        var found = await Task.WhenAll(QuickBooksAsync(realm, ct), ServiceNowAsync(realm, settings, secret, ct));
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

    private async Task<IReadOnlyList<Check>> ServiceNowAsync(RealmId realm, ServiceNowSettings settings, SealedSecret? secret, CancellationToken ct)
    {
        var findings = await instances.LookAsync(settings, secret, ct);
        regions.Realms.Tell(InstanceSeen.Of(realm, settings, secret, findings));
        return findings.Checks;
    }
}
