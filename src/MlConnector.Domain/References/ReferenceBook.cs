using System.Collections.Immutable;

namespace MlConnector.Domain.References;

/// <summary>What a company's documents refer to, list by list, once one of them needed it.</summary>
/// <param name="Entries">By <see cref="ReferenceId"/>.</param>
/// <param name="Loaded">Lists that were read whole; what they lack, QuickBooks lacked.</param>
public sealed record ReferenceBook(ImmutableSortedDictionary<string, Reference> Entries, ImmutableSortedSet<ReferenceType> Loaded) : IReferences
{
    public static readonly ReferenceBook Empty = new(ImmutableSortedDictionary.Create<string, Reference>(StringComparer.Ordinal), []);

    public Reference? Find(ReferenceId id) => Entries.GetValueOrDefault(id.ToString());

    public ReferenceBook With(IEnumerable<KeyValuePair<string, Reference>> entries) => this with { Entries = Entries.SetItems(entries) };

    /// <summary>The lists are to be read anew: changes of them may have been missed. Until then they hold what they held.</summary>
    public ReferenceBook Forget() => this with { Loaded = [] };
}
