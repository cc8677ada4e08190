using System.Text.Json;
using System.Text.Json.Serialization;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Reconciliation;

namespace MlConnector.Node.Reconcile;

/// <summary>The report as it is sent.</summary>
internal sealed record ReconcileAnswer(
    string RealmId,
    string Name,
    DateTimeOffset At,
    bool Agrees,
    IReadOnlyList<FigureAnswer> Figures,
    IReadOnlyList<OpenPayableAnswer> OpenPayable,
    IReadOnlyList<DifferenceAnswer> Differences,
    IReadOnlyDictionary<EntityType, int> NotCarried,
    ReconcileCalls Calls)
{
    public static ReconcileAnswer From(ReconciliationReport report) => new(
        report.Realm.Value,
        report.Name,
        report.At,
        report.Agrees,
        [.. report.Figures.Select(f => new FigureAnswer(f.Type, f.Name, f.Currency, f.QuickBooks, f.ServiceNow, f.Agrees))],
        [.. report.OpenPayables.Select(p => new OpenPayableAnswer(p.Vendor.Id, p.Name, p.Currency, p.QuickBooks, p.ServiceNow, p.Agrees))],
        [.. report.Differences.Select(DifferenceAnswer.From)],
        report.NotCarried,
        new ReconcileCalls(report.QuickBooksCalls, report.ServiceNowCalls));
}

internal sealed record FigureAnswer(
    EntityType Type,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Currency,
    decimal QuickBooks,
    decimal? ServiceNow,
    bool Agrees);

internal sealed record OpenPayableAnswer(string Vendor, string? Name, string Currency, decimal QuickBooks, decimal? ServiceNow, bool Agrees);

/// <param name="Explanation">What is known of why; none where the sides should be alike.</param>
internal sealed record DifferenceAnswer(
    EntityType Type, string Id, string Key, string What, string? QuickBooks, string? ServiceNow, ExplanationAnswer? Explanation)
{
    public static DifferenceAnswer From(Difference difference) => new(
        difference.Entity.Type,
        difference.Entity.Id,
        difference.Key,
        JsonNamingPolicy.CamelCase.ConvertName(difference.What.ToString()),
        difference.QuickBooks,
        difference.ServiceNow,
        difference.Explanation is { } e ? new ExplanationAnswer(e.State, e.Text, e.NextStep) : null);
}

internal sealed record ExplanationAnswer(EntityStatus State, string Text, string? NextStep);

internal sealed record ReconcileCalls(int QuickBooks, int ServiceNow);
