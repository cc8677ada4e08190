namespace MlConnector.Sandbox.ServiceNow.Tables;

/// <summary>A table with its rows, in the order of insertion, and indexes over keys and references. Guarded by the instance's lock.</summary>
public sealed class Table
{
    private static readonly Column[] SystemColumns =
    [
        new("sys_id", ColumnType.Id) { Label = "Sys ID", MaxLength = 32 },
        new("sys_created_on", ColumnType.Instant) { Label = "Created" },
        new("sys_created_by") { Label = "Created by" },
        new("sys_updated_on", ColumnType.Instant) { Label = "Updated" },
        new("sys_updated_by") { Label = "Updated by" },
        new("sys_mod_count", ColumnType.Integer) { Label = "Updates" },
        new("sys_tags") { Label = "Tags" },
    ];

    private readonly Dictionary<string, int> _columnByName = new(StringComparer.Ordinal);
    private readonly List<Column> _columns = [];
    private readonly SortedDictionary<long, Row> _rows = [];
    private readonly Dictionary<string, Row> _bySysId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, Dictionary<string, List<Row>>> _indexes = [];
    private long _lastNumber;

    internal Table(string name, string label, string? display, IEnumerable<Column> columns)
    {
        Name = name;
        Label = label;
        foreach (var column in SystemColumns.Concat(columns))
            Add(column);
        Display = display ?? "sys_id";
    }

    public string Name { get; }
    public string Label { get; }

    /// <summary>The column whose value stands for a row where it is referenced.</summary>
    public string Display { get; }
    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>New rows are numbered with it: <c>INV</c> gives INV0001001.</summary>
    public string? NumberPrefix { get; set; }
    public int Count => _rows.Count;

    /// <summary>What the integration user may not do: create, read, write or delete.</summary>
    public ISet<string> Denied { get; } = new HashSet<string>();

    /// <summary>Columns that the integration user can neither see nor query.</summary>
    public ISet<string> Hidden { get; } = new HashSet<string>();

    /// <summary>Columns that a data policy wants on every insert.</summary>
    public ISet<string> DataPolicy { get; } = new HashSet<string>();

    internal IEnumerable<Row> Rows => _rows.Values;

    internal int? Find(string column) => _columnByName.TryGetValue(column, out var at) ? at : null;

    internal Row? BySysId(string sysId) => _bySysId.GetValueOrDefault(sysId);

    internal bool IsIndexed(int column) => _indexes.ContainsKey(column);

    internal IReadOnlyList<Row> Lookup(int column, string value) => _indexes[column].TryGetValue(value, out var rows) ? rows : [];

    internal void Add(Column column)
    {
        _columnByName.Add(column.Name, _columns.Count);
        if (column.IsIndexed)
            _indexes.Add(_columns.Count, new(StringComparer.OrdinalIgnoreCase));
        _columns.Add(column);
    }

    internal Row Insert(string sysId)
    {
        var row = new Row(this, sysId, ++_lastNumber);
        row.Values[0] = sysId;
        _rows.Add(row.Number, row);
        _bySysId.Add(sysId, row);
        foreach (var (column, _) in _indexes)
            Index(row, column);
        return row;
    }

    internal void Set(Row row, int column, string value)
    {
        var indexed = _indexes.ContainsKey(column);
        if (indexed)
            Unindex(row, column);
        if (column >= row.Values.Length)
        {
            var wider = new string?[_columns.Count];
            row.Values.CopyTo(wider, 0);
            row.Values = wider;
        }

        row.Values[column] = value;
        if (indexed)
            Index(row, column);
    }

    internal void Delete(Row row)
    {
        _rows.Remove(row.Number);
        _bySysId.Remove(row.SysId);
        foreach (var column in _indexes.Keys)
            Unindex(row, column);
    }

    internal void Clear()
    {
        _rows.Clear();
        _bySysId.Clear();
        foreach (var index in _indexes.Values)
            index.Clear();
    }

    private void Index(Row row, int column)
    {
        var index = _indexes[column];
        var value = row.Value(column);
        if (index.TryGetValue(value, out var rows))
            rows.Add(row);
        else
            index.Add(value, [row]);
    }

    private void Unindex(Row row, int column)
    {
        var index = _indexes[column];
        var value = row.Value(column);
        if (index.TryGetValue(value, out var rows) && rows.Remove(row) && rows.Count == 0)
            index.Remove(value);
    }
}
