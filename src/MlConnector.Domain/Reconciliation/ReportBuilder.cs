namespace MlConnector.Domain.Reconciliation;

/// <summary>Puts the comparisons of the types together; vendors come first.</summary>
public sealed class ReportBuilder(RealmId realm)
{
    private readonly List<Figure> _figures = [];
    private readonly List<Difference> _differences = [];
    private readonly Dictionary<EntityType, int> _notCarried = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Supplier, string Currency), (decimal QuickBooks, decimal? ServiceNow)> _owed = [];

    /// <param name="explained">The differences of the comparison, with what is known of why.</param>
    public void Add(Comparison comparison, IEnumerable<Difference> explained)
    {
        _figures.AddRange(comparison.Figures);
        _differences.AddRange(explained);
        if (comparison.NotCarried > 0) _notCarried[comparison.Type] = comparison.NotCarried;
        foreach (var (key, name) in comparison.Names) _names[key] = name;
        foreach (var (key, (here, there)) in comparison.Payables)
        {
            var (known, stands) = _owed.TryGetValue(key, out var owed) ? owed : (0, 0);
            _owed[key] = (known + here, stands + there);
        }
    }

    public ReconciliationReport Build(string name, DateTimeOffset at, int quickBooksCalls, int serviceNowCalls) => new(
        realm, name, at, _figures,
        // those to whom neither side owes anything are left out
        [.. _owed.Where(o => o.Value.QuickBooks != 0 || o.Value.ServiceNow is not (null or 0))
            .Select(o => new OpenPayable(Vendor(o.Key.Supplier), _names.GetValueOrDefault(o.Key.Supplier), o.Key.Currency, o.Value.QuickBooks, o.Value.ServiceNow))],
        _differences, _notCarried, quickBooksCalls, serviceNowCalls);

    // an invoice may refer to no supplier of ours: then it is named by what it shows
    private EntityId Vendor(string supplier)
    {
        var prefix = Books.PrefixOf(realm, EntityType.Vendor);
        return new EntityId(realm, EntityType.Vendor, supplier.StartsWith(prefix, StringComparison.Ordinal) ? supplier[prefix.Length..] : supplier);
    }
}
