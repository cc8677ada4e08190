using System.Globalization;
using System.Text.Json;
using MlConnector.Domain;
using MlConnector.Domain.References;
using MlConnector.Domain.Staging;

namespace MlConnector.QuickBooks;

/// <param name="Entity">The JSON object as received; of a deletion, its stub.</param>
public readonly record struct EntityChange(EntityId Id, JsonElement Entity)
{
    public bool Deleted => RevisionReader.IsDeleted(Entity);
}

/// <summary>What change data capture answered for all types together.</summary>
/// <param name="Time">QuickBooks' own time of the answer: the next cursor comes from it.</param>
/// <param name="Counts">How many objects each type brought, counted in the answer's arrays.</param>
/// <param name="Entries">Entries of lists that changed, as they stand; of an account, a moved balance is a change.</param>
/// <param name="Saturated">The cap is reached, in all or in a type: something may be missing, deletions first.</param>
public sealed record ChangeSet(
    DateTimeOffset Time,
    IReadOnlyList<EntityChange> Changes,
    IReadOnlyDictionary<EntityType, int> Counts,
    IReadOnlyList<ListEntry> Entries,
    bool Saturated)
{
    public IEnumerable<JsonElement> Accounts => Entries.Where(e => e.List == ReferenceType.Account).Select(e => e.Entry);
}

/// <summary>An entry of a list that documents refer to.</summary>
public readonly record struct ListEntry(ReferenceType List, JsonElement Entry);

/// <summary>One page of a query.</summary>
/// <param name="Count">How many objects it held, be they usable or not: by this a short page is told.</param>
public sealed record QueryPage(DateTimeOffset Time, IReadOnlyList<EntityChange> Rows, int Count)
{
    /// <summary>When the youngest of them was created; none where the rows do not say.</summary>
    public DateTimeOffset? LastCreated => Rows.Max(r => CreatedAt(r.Entity));

    private static DateTimeOffset? CreatedAt(JsonElement entity) =>
        entity.TryGetProperty("MetaData"u8, out var meta) && meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty("CreateTime"u8, out var created)
        && created.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(created.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}

/// <param name="Entity">The object as it stands; none when it is gone.</param>
public sealed record ReadResult(DateTimeOffset Time, JsonElement? Entity)
{
    public bool Gone => Entity is null;
}

public sealed record CompanyInfo(string? CompanyName, string? LegalName, string? Country, string? DefaultTimeZone);
