namespace MlConnector.ServiceNow.Writing;

/// <summary>What an operator may want to know of a write that went well.</summary>
internal sealed class WriteNotes
{
    private readonly SortedSet<string> _notes = new(StringComparer.Ordinal);

    public void Cut(string table, IReadOnlyList<string> columns)
    {
        foreach (var column in columns) Add($"{table}.{column} is shorter than the text and holds its beginning only.");
    }

    public void Refer(string table, IReadOnlyList<string> columns)
    {
        foreach (var column in columns) Add($"{table}.{column} refers to a record that is not called what was sent: the transform map chose it.");
    }

    public void Add(string note) => _notes.Add(note);

    public override string? ToString() => _notes.Count == 0 ? null : string.Join(' ', _notes);
}
