namespace MlConnector.Domain.Reconciliation;

/// <summary>Both sides counted and summed, and everything in which they differ.</summary>
/// <param name="NotCarried">Entities that the connection leaves out: they last changed before the day from which on it carries.</param>
public sealed record ReconciliationReport(
    RealmId Realm,
    string Name,
    DateTimeOffset At,
    IReadOnlyList<Figure> Figures,
    IReadOnlyList<OpenPayable> OpenPayables,
    IReadOnlyList<Difference> Differences,
    IReadOnlyDictionary<EntityType, int> NotCarried,
    int QuickBooksCalls,
    int ServiceNowCalls)
{
    public bool Agrees => Differences.Count == 0 && Figures.All(f => f.Agrees) && OpenPayables.All(p => p.Agrees);
}
