using MlConnector.Domain;

namespace MlConnector.Actors.Realms;

/// <summary>
/// The entities that still have something to do, by the revision that it is about. News of a revision's end can overtake the
/// news that it was taken over, or come after a newer one was: only an end of the newest one counts.
/// </summary>
internal sealed class Unsettled
{
    private readonly Dictionary<EntityId, Entry> _entries = [];

    public int Count => _entries.Count;

    /// <summary>A revision is on its way to the entity.</summary>
    public void Offered(EntityId entity)
    {
        var entry = _entries.GetValueOrDefault(entity);
        _entries[entity] = entry with { Offers = entry.Offers + 1 };
    }

    /// <summary>The entity has it; <paramref name="number"/> is the revision that it works on, 0 when on none.</summary>
    public void Taken(EntityId entity, long number)
    {
        if (_entries.TryGetValue(entity, out var entry))
            Set(entity, entry with { Offers = entry.Offers - 1, Number = Math.Max(entry.Number, number) });
    }

    /// <summary>The entity is known to have been at work, on whatever.</summary>
    public void Reminded(EntityId entity) => _entries.TryAdd(entity, new Entry(0, 1, 0));

    /// <summary>The entity is done with a revision. True when it has nothing more to do.</summary>
    public bool Settled(EntityId entity, long number) =>
        _entries.TryGetValue(entity, out var entry) && Set(entity, entry with { Done = Math.Max(entry.Done, number) });

    private bool Set(EntityId entity, Entry entry)
    {
        if (entry.Offers > 0 || entry.Done < entry.Number)
        {
            _entries[entity] = entry;
            return false;
        }
        return _entries.Remove(entity);
    }

    private readonly record struct Entry(int Offers, long Number, long Done);
}
