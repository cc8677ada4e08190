using System.Collections.Immutable;

namespace MlConnector.Domain.References;

/// <summary>Notes what a mapping asks for: what it was given, and of which lists nothing is known yet.</summary>
internal sealed class ReferenceTrace(ReferenceBook book, ISet<ReferenceType> missing) : IReferences
{
    private readonly Dictionary<string, Reference> _given = new(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, Reference>? Given => _given.Count == 0 ? null : _given.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public Reference? Find(ReferenceId id)
    {
        if (!book.Loaded.Contains(id.Type)) missing.Add(id.Type);
        var found = book.Find(id);
        if (found is not null) _given[id.ToString()] = found;
        return found;
    }
}
