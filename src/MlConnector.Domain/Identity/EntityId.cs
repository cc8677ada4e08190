using System.Diagnostics.CodeAnalysis;

namespace MlConnector.Domain;

/// <summary>One entity of one company. QuickBooks' ids are unique for a realm and a type only.</summary>
public readonly record struct EntityId(RealmId Realm, EntityType Type, string Id)
{
    /// <summary>The name under which its events stand in the journal; it never changes.</summary>
    public string PersistenceId => $"entity-{Realm}-{Type}-{Id}";

    /// <summary>The external key in ServiceNow, by which a record is found again whatever happened to us.</summary>
    public string ExternalKey => $"QBO-{Realm}-{Type}-{Id}";

    public static bool IsId([NotNullWhen(true)] string? id) =>
        id is { Length: > 0 and <= 40 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or ':' or '.');

    /// <summary>The form in which sharding and messages name it: realm/type/id.</summary>
    public override string ToString() => $"{Realm}/{Type}/{Id}";

    /// <summary>Reads <see cref="PersistenceId"/> back; false for the journal of anything else.</summary>
    public static bool TryFromPersistenceId(string persistenceId, out EntityId entity)
    {
        entity = default;
        var parts = persistenceId.Split('-', 4);
        if (parts.Length != 4 || parts[0] != "entity" || !RealmId.TryParse(parts[1], out var realm) || !Enum.TryParse<EntityType>(parts[2], out var type)) return false;
        entity = new EntityId(realm, type, parts[3]);
        return true;
    }

    public static EntityId Parse(string text)
    {
        var parts = text.Split('/', 3);
        return parts.Length == 3 && RealmId.TryParse(parts[0], out var realm) && Enum.TryParse<EntityType>(parts[1], out var type) && IsId(parts[2])
            ? new EntityId(realm, type, parts[2])
            : throw new FormatException($"'{text}' names no entity: realm/type/id does, for example 310687/Bill/25.");
    }
}
