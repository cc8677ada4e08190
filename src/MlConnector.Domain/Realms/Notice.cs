namespace MlConnector.Domain.Realms;

/// <summary>A webhook's word that an entity changed; it says when, and nothing of what.</summary>
/// <param name="Time">QuickBooks' time of the change.</param>
/// <param name="EventId">None in the older format.</param>
/// <param name="Merge">Another one was merged into it: documents of both may have changed with it.</param>
public sealed record Notice(EntityType Type, string Id, DateTimeOffset Time, string? EventId = null, bool Merge = false)
{
    public bool IsOf(EntityType type, string id) => Type == type && Id == id;
}
