using MlConnector.Domain;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>
/// Finds what has gone from QuickBooks without a word: first all ids that it has of a type, then page by page the known ones
/// that are not among them. A deletion while ids are listed may hide one that is there: whatever is missing is read to make sure.
/// </summary>
internal sealed class IdSweep(EntityType type)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public EntityType Type => type;

    public int Ids => _ids.Count;

    /// <summary>How many known ones were not among the ids.</summary>
    public int Missing { get; private set; }

    /// <summary>The next row to list, counted from 1.</summary>
    public int Position { get; private set; } = 1;

    public bool Listed { get; private set; }

    /// <summary>The last known id that was compared.</summary>
    public string After { get; private set; } = "";

    public void List(QueryPage page, int rows)
    {
        _ids.UnionWith(page.Rows.Select(r => r.Id.Id));
        Position += page.Count;
        Listed = page.Count < rows;
    }

    public IReadOnlyList<string> MissingOf(IEnumerable<string> known) => [.. known.Where(id => !_ids.Contains(id))];

    /// <summary>So far all that was missing is handed over.</summary>
    public void Compared(string last, int missing) => (After, Missing) = (last, Missing + missing);
}
