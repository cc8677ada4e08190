namespace MlConnector.Node.Demo;

/// <summary>Both sides counted and summed, and every record in which they differ.</summary>
internal sealed record Reconciliation(IReadOnlyList<ReconciledFigure> Figures, IReadOnlyList<string> Differences)
{
    public bool Agrees => Differences.Count == 0 && Figures.All(f => f.Agrees);

    public static Reconciliation Of(Books source, Books target)
    {
        var differences = new List<string>();
        Compare("vendor", source.Vendors, target.Vendors, differences, (key, name, stands) =>
        {
            if (name is not null && name != stands) differences.Add($"vendor {key} is called '{name}' in QuickBooks and '{stands}' in ServiceNow");
        });
        Compare("bill", source.Bills, target.Bills, differences, (_, bill, stands) => Differ("bill", bill, stands, differences));
        Compare("vendor credit", source.Credits, target.Credits, differences, (_, credit, stands) => Differ("vendor credit", credit, stands, differences));
        differences.AddRange(target.Twice.Select(key => $"{key} stands in ServiceNow more than once"));
        differences.AddRange(target.Stray.Select(key => $"line {key} belongs to no invoice"));

        return new Reconciliation(
            [
                new("vendors", source.Vendors.Count, target.Vendors.Count),
                new("bills", source.Bills.Count, target.Bills.Count),
                .. Sums("bill", source.Bills.Values, target.Bills.Values),
                new("vendor credits", source.Credits.Count, target.Credits.Count),
                .. Sums("vendor credit", source.Credits.Values, target.Credits.Values),
                new("keys that stand twice", source.Twice.Count, target.Twice.Count),
                new("lines of no bill", source.Stray.Count, target.Stray.Count),
                new("bills that do not add up", Unsound(source), Unsound(target)),
            ],
            differences);
    }

    private static IEnumerable<ReconciledFigure> Sums(string what, IEnumerable<Payable> source, IEnumerable<Payable> target)
    {
        var (here, there) = (source.ToList(), target.ToList());
        yield return new($"{what} lines", here.Sum(p => p.Lines.Count), there.Sum(p => p.Lines.Count));
        yield return new($"{what} amounts", here.Sum(p => p.Amount), there.Sum(p => p.Amount), IsMoney: true);
        yield return new($"{what} balances", here.Sum(p => p.Balance), there.Sum(p => p.Balance), IsMoney: true);
    }

    private static int Unsound(Books books) => books.Bills.Values.Concat(books.Credits.Values).Count(p => !p.AddsUp);

    private static void Compare<T>(
        string what, IReadOnlyDictionary<string, T> source, IReadOnlyDictionary<string, T> target, List<string> differences, Action<string, T, T> both)
    {
        foreach (var (key, value) in source)
        {
            if (target.TryGetValue(key, out var stands)) both(key, value, stands);
            else differences.Add($"{what} {key} is missing in ServiceNow");
        }
        differences.AddRange(target.Keys.Where(k => !source.ContainsKey(k)).Select(k => $"{what} {k} stands in ServiceNow and is not in QuickBooks"));
    }

    private static void Differ(string what, Payable source, Payable target, List<string> differences)
    {
        if (source.Amount != target.Amount) differences.Add($"{what} {source.Key} amounts to {source.Amount} in QuickBooks and {target.Amount} in ServiceNow");
        if (source.Balance != target.Balance) differences.Add($"{what} {source.Key} has {source.Balance} due in QuickBooks and {target.Balance} in ServiceNow");
        if (source.Vendor != target.Vendor) differences.Add($"{what} {source.Key} is of {source.Vendor} in QuickBooks and of '{target.Vendor}' in ServiceNow");
        foreach (var key in source.Lines.Keys.Union(target.Lines.Keys))
        {
            var (here, there) = (Find(source, key), Find(target, key));
            if (here != there) differences.Add($"line {key} is {here?.ToString() ?? "missing"} in QuickBooks and {there?.ToString() ?? "missing"} in ServiceNow");
        }
    }

    private static decimal? Find(Payable payable, string line) => payable.Lines.TryGetValue(line, out var amount) ? amount : null;
}

internal sealed record ReconciledFigure(string Name, decimal QuickBooks, decimal ServiceNow, bool IsMoney = false)
{
    public bool Agrees => QuickBooks == ServiceNow;

    public string Show(decimal value) => value.ToString(IsMoney ? "N2" : "N0", System.Globalization.CultureInfo.InvariantCulture);
}
