using System.Text.Json;
using MlConnector.Domain;
using MlConnector.Domain.References;

namespace MlConnector.QuickBooks.Changes;

/// <summary>Collects the objects of an answer by the name of their type, however the groups around them are nested.</summary>
internal static class ChangeReader
{
    public static ChangeSet ReadChanges(RealmId realm, JsonElement root, DateTimeOffset time, IReadOnlyCollection<EntityType> types, int cap)
    {
        var changes = new List<EntityChange>();
        var counts = types.Distinct().ToDictionary(type => type, _ => 0);
        foreach (var response in Items(root, "CDCResponse"))
        {
            foreach (var group in Items(response, "QueryResponse")) Collect(realm, group, counts, changes);
        }
        var entries = Items(root, "CDCResponse").SelectMany(r => Enum.GetValues<ReferenceType>().SelectMany(list => ReadList(r, list).Select(e => new ListEntry(list, e)))).ToList();
        return new ChangeSet(time, changes, counts, entries, counts.Values.Sum() + entries.Count >= cap);
    }

    public static IEnumerable<JsonElement> ReadList(JsonElement response, ReferenceType type) =>
        Items(response, "QueryResponse").SelectMany(group => Items(group, type.ToString()));

    public static QueryPage ReadPage(RealmId realm, JsonElement root, DateTimeOffset time, EntityType type)
    {
        var rows = new List<EntityChange>();
        var counts = new Dictionary<EntityType, int> { [type] = 0 };
        foreach (var group in Items(root, "QueryResponse")) Collect(realm, group, counts, rows);
        return new QueryPage(time, rows, counts[type]);
    }

    // an array, one object in its place, or nothing
    public static IEnumerable<JsonElement> Items(JsonElement parent, string name)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(name, out var value)) yield break;
        if (value.ValueKind == JsonValueKind.Object) yield return value;
        if (value.ValueKind != JsonValueKind.Array) yield break;
        foreach (var item in value.EnumerateArray()) yield return item;
    }

    private static void Collect(RealmId realm, JsonElement group, Dictionary<EntityType, int> counts, List<EntityChange> changes)
    {
        foreach (var type in counts.Keys)
        {
            foreach (var entity in Items(group, Name(type)))
            {
                // counted even where it bears no id: the cap does
                counts[type]++;
                if (IdOf(entity) is { } id) changes.Add(new EntityChange(new EntityId(realm, type, id), entity));
            }
        }
    }

    internal static string Name(EntityType type) => type switch
    {
        EntityType.Vendor => nameof(EntityType.Vendor),
        EntityType.Bill => nameof(EntityType.Bill),
        EntityType.VendorCredit => nameof(EntityType.VendorCredit),
        EntityType.BillPayment => nameof(EntityType.BillPayment),
        EntityType.JournalEntry => nameof(EntityType.JournalEntry),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No entity of QuickBooks that is read here."),
    };

    private static string? IdOf(JsonElement entity)
    {
        if (entity.ValueKind != JsonValueKind.Object || !entity.TryGetProperty("Id"u8, out var value)) return null;
        var id = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return EntityId.IsId(id) ? id : null;
    }
}
