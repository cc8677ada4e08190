namespace MlConnector.Sandbox.QuickBooks;

/// <summary>Something that QuickBooks would tell in a webhook. <paramref name="Operation"/> is Create, Update, Delete, Void or Merge.</summary>
public sealed record CompanyChange(string RealmId, string Type, string Id, string Operation, DateTimeOffset At)
{
    public string EventId { get; init; } = Guid.NewGuid().ToString();

    /// <summary>The vendor that a merge did away with.</summary>
    public string? MergedId { get; init; }
}
