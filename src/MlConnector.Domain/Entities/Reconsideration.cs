namespace MlConnector.Domain.Entities;

/// <summary>Why a decision is taken again that nobody asked for.</summary>
public sealed record Reconsideration(string Id, string Why)
{
    public static readonly Reconsideration Accounts = new("accounts", "The type of an account changed in QuickBooks.");

    public static readonly Reconsideration Table = new("table", "ServiceNow now has the table that was missing.");
}
