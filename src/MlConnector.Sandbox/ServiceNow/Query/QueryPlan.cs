using System.Globalization;
using MlConnector.Sandbox.ServiceNow.Tables;

namespace MlConnector.Sandbox.ServiceNow.Query;

/// <summary>Runs an encoded query over a table. Conditions that make no sense are left out, as the platform does.</summary>
internal sealed class QueryPlan(Table table, EncodedQuery query, Func<string, Table?> tables)
{
    /// <summary>Whether some part names a column that there is not, or that may not be read.</summary>
    public bool HasInvalidPart { get; private set; }

    public List<Row> Run()
    {
        var branches = query.Union.ConvertAll(groups => groups.ConvertAll(g => g.Where(IsValid).ToList()).Where(g => g.Count > 0).ToList());
        var found = branches.Count == 1 ? Branch(branches[0]) : Union(branches);
        return Sort(found);
    }

    private List<Row> Union(List<List<List<EncodedCondition>>> branches)
    {
        var seen = new HashSet<long>();
        var rows = new List<Row>();
        foreach (var branch in branches)
            rows.AddRange(Branch(branch).Where(r => seen.Add(r.Number)));
        rows.Sort((a, b) => a.Number.CompareTo(b.Number));
        return rows;
    }

    private List<Row> Branch(List<List<EncodedCondition>> groups)
    {
        var rows = new List<Row>();
        foreach (var row in Candidates(groups))
        {
            if (groups.TrueForAll(g => g.Exists(c => Holds(row, c))))
                rows.Add(row);
        }

        return rows;
    }

    /// <summary>The rows that an index says can match; without one, all.</summary>
    private IEnumerable<Row> Candidates(List<List<EncodedCondition>> groups)
    {
        foreach (var group in groups)
        {
            if (group.TrueForAll(c => c.Operator is "=" or "IN" && IsIndexed(c.Field)))
            {
                return group.SelectMany(c => c.Operator == "IN" ? c.Value.Split(',') : [c.Value], (c, value) => Lookup(c.Field, value.Trim()))
                    .SelectMany(rows => rows).Distinct().OrderBy(r => r.Number);
            }
        }

        return table.Rows;
    }

    private bool IsIndexed(string field) => field == "sys_id" || table.Find(field) is { } column && table.IsIndexed(column);

    private IReadOnlyList<Row> Lookup(string field, string value)
    {
        if (field != "sys_id")
            return table.Lookup(table.Find(field)!.Value, value);
        return table.BySysId(value) is { } row ? [row] : [];
    }

    private bool IsValid(EncodedCondition condition)
    {
        var valid = condition.Operator.Length > 0
            && !condition.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
            && Resolves(table, condition.Field);
        HasInvalidPart |= !valid;
        return valid;
    }

    private bool Resolves(Table from, string path)
    {
        var dot = path.IndexOf('.');
        var name = dot < 0 ? path : path[..dot];
        if (from.Find(name) is not { } column || from.Hidden.Contains(name))
            return false;
        return dot < 0 || from.Columns[column].Reference is { } next && tables(next) is { } target && Resolves(target, path[(dot + 1)..]);
    }

    private bool Holds(Row row, EncodedCondition condition)
    {
        var (value, type) = DotWalk.Value(row, condition.Field, tables);
        return condition.Operator switch
        {
            "=" => Same(value, condition.Value),
            "!=" => !Same(value, condition.Value),
            "IN" => condition.Value.Split(',').Any(v => Same(value, v.Trim())),
            "NOT IN" => !condition.Value.Split(',').Any(v => Same(value, v.Trim())),
            "LIKE" or "CONTAINS" => value.Contains(condition.Value, StringComparison.OrdinalIgnoreCase),
            "NOT LIKE" => !value.Contains(condition.Value, StringComparison.OrdinalIgnoreCase),
            "STARTSWITH" => value.StartsWith(condition.Value, StringComparison.OrdinalIgnoreCase),
            "ENDSWITH" => value.EndsWith(condition.Value, StringComparison.OrdinalIgnoreCase),
            "ISEMPTY" => value.Length == 0,
            "ISNOTEMPTY" => value.Length > 0,
            "BETWEEN" => condition.Value.Split('@') is [var low, var high] && Compare(value, low, type) >= 0 && Compare(value, high, type) <= 0,
            ">=" => value.Length > 0 && Compare(value, condition.Value, type) >= 0,
            "<=" => value.Length > 0 && Compare(value, condition.Value, type) <= 0,
            ">" => value.Length > 0 && Compare(value, condition.Value, type) > 0,
            _ => value.Length > 0 && Compare(value, condition.Value, type) < 0,
        };
    }

    private List<Row> Sort(List<Row> rows)
    {
        foreach (var (field, _) in query.Order)
            HasInvalidPart |= !Resolves(table, field);
        var order = query.Order.Where(o => Resolves(table, o.Field)).ToList();
        if (order.Count == 0)
            return rows;
        var sorted = rows.Order(Comparer<Row>.Create((a, b) =>
        {
            foreach (var (field, descending) in order)
            {
                var (x, type) = DotWalk.Value(a, field, tables);
                var c = Compare(x, DotWalk.Value(b, field, tables).Value, type);
                if (c != 0)
                    return descending ? -c : c;
            }

            return a.Number.CompareTo(b.Number);
        }));
        return [.. sorted];
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static int Compare(string a, string b, string type)
    {
        if (type is ColumnType.Integer or ColumnType.Decimal
            && decimal.TryParse(a, CultureInfo.InvariantCulture, out var x) && decimal.TryParse(b, CultureInfo.InvariantCulture, out var y))
            return x.CompareTo(y);
        return string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }
}
