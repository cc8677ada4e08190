namespace MlConnector.Sandbox.QuickBooks.Books;

/// <summary>All objects of one type, and the ids that were deleted, with when.</summary>
internal sealed class EntityTable(EntityType type)
{
    private readonly Dictionary<string, BookEntry> _byId = [];
    private readonly SortedList<string, DateTimeOffset> _deleted = new(StringComparer.Ordinal);

    public EntityType Type { get; } = type;

    public int Count => _byId.Count;

    public IReadOnlyCollection<BookEntry> Entries => _byId.Values;

    public IReadOnlyDictionary<string, DateTimeOffset> Deleted => _deleted;

    public BookEntry? Find(string? id) => id is null ? null : _byId.GetValueOrDefault(id);

    public void Add(BookEntry entry) => _byId.Add(entry.Id, entry);

    /// <param name="at">None leaves no trace of it.</param>
    public void Remove(BookEntry entry, DateTimeOffset? at)
    {
        _byId.Remove(entry.Id);
        if (at is { } when)
            _deleted[entry.Id] = when;
    }
}
