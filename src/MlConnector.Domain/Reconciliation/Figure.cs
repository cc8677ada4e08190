namespace MlConnector.Domain.Reconciliation;

/// <summary>A count or a sum, from both sides.</summary>
/// <param name="Currency">None of a count.</param>
/// <param name="ServiceNow">None where the tables there do not keep it.</param>
public sealed record Figure(EntityType Type, string Name, string? Currency, decimal QuickBooks, decimal? ServiceNow)
{
    public bool Agrees => ServiceNow is null || QuickBooks == ServiceNow;
}

/// <summary>What is owed to one vendor: bills less credits.</summary>
/// <param name="ServiceNow">None where the tables there keep no balance.</param>
public sealed record OpenPayable(EntityId Vendor, string? Name, string Currency, decimal QuickBooks, decimal? ServiceNow)
{
    public bool Agrees => ServiceNow is null || QuickBooks == ServiceNow;
}
