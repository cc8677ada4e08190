using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Checks;

namespace MlConnector.Actors.Realms;

/// <summary>What an instance's checks told of it.</summary>
/// <param name="Target">The way to the instance that was looked at.</param>
/// <param name="Found">None where the instance did not answer all of them.</param>
public sealed record InstanceSeen(RealmId Realm, ServiceNowSettings Target, SealedSecret? Secret, Readiness? Found) : IForRealm
{
    public static InstanceSeen Of(RealmId realm, ServiceNowSettings target, SealedSecret? secret, InstanceFindings findings) =>
        new(realm, target, secret, findings.Complete ? ReadinessOf(findings) : null);

    private static Readiness ReadinessOf(InstanceFindings findings) => new(
        [.. findings.Checks.Where(c => c is { Required: true, Ok: false }).Select(c => $"{c.Name}: {c.Detail}")],
        [.. findings.Missing.SelectMany(Carried)]);

    private static IEnumerable<EntityType> Carried(RecordKind kind) => kind switch
    {
        RecordKind.Payment => [EntityType.BillPayment],
        RecordKind.LedgerLine => [EntityType.JournalEntry],
        _ => [],
    };
}
