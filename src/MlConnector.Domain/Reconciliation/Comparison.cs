using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Reconciliation;

/// <summary>
/// Compares the books of one type: first all that QuickBooks has, then row by row what ServiceNow has, headers before lines.
/// It holds QuickBooks' side in a few figures for each record, and of ServiceNow's only what lines must add up to.
/// </summary>
/// <param name="carriedFrom">What QuickBooks last changed before it may be left out.</param>
public sealed class Comparison(RealmId realm, EntityType type, DateTimeOffset carriedFrom)
{
    private readonly Dictionary<string, Expectation> _expected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Header> _standing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unexpected = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityId, Source> _sources = [];
    private readonly List<Difference> _differences = [];
    private readonly Totals _totals = new(type);

    public EntityType Type => type;

    public IReadOnlyList<Difference> Differences => _differences;

    /// <summary>What QuickBooks calls its vendors, by key.</summary>
    public IEnumerable<(string Key, string Name)> Names => _expected.Values.Where(e => e.Record.Name is not null).Select(e => (e.Record.Key, e.Record.Name!));

    public IEnumerable<Figure> Figures => _totals.Figures;

    public IReadOnlyDictionary<(string Supplier, string Currency), (decimal QuickBooks, decimal? ServiceNow)> Payables => _totals.Payables;

    /// <summary>Entities that were left out by when they last changed.</summary>
    public int NotCarried { get; private set; }

    /// <summary>What QuickBooks has; an entity that comes again is taken as it came last.</summary>
    public void Expect(BookedEntity entity)
    {
        if (_sources.Remove(entity.Id, out var earlier))
        {
            foreach (var key in earlier.Keys) _expected.Remove(key);
        }
        var source = new Source(entity.Version, entity.Whole, type == EntityType.Vendor || entity.Version.UpdatedAt >= carriedFrom, [.. entity.Records.Select(r => r.Key)]);
        _sources[entity.Id] = source;
        foreach (var record in entity.Records) _expected[record.Key] = new Expectation(entity.Id, source, record);
    }

    /// <summary>A row that stands in ServiceNow.</summary>
    public void Found(BookedRecord row)
    {
        var expected = _expected.GetValueOrDefault(row.Key);
        if (expected is null && row.IsEmptied) return;
        if (row.Kind == RecordKind.InvoiceLine && !BelongsToStanding(row)) return;
        if (expected is null ? !_unexpected.Add(row.Key) && row.Stands : expected.Found)
        {
            if (row.Stands) _totals.Target(row, CurrencyOf(row));
            Differ(row.Key, row.Kind, DifferenceKind.Doubled, null, null);
            return;
        }
        if (row.Kind == RecordKind.Invoice) _standing[row.Key] = new Header(row);
        if (row.Stands) _totals.Target(row, CurrencyOf(row));
        if (expected is null) FoundUnexpected(row);
        else Compare(expected, row);
    }

    /// <summary>Keys of what should stand there and was not found yet.</summary>
    public IReadOnlyList<(EntityId Entity, string Key)> Missing => [.. _expected.Values.Where(IsMissing).Select(e => (e.Entity, e.Record.Key))];

    /// <summary>All rows were found: what is missing is missing.</summary>
    public void Finish()
    {
        foreach (var expected in _expected.Values)
        {
            if (expected.Record.Stands && (expected.Source.Carried || expected.Source.Touched)) _totals.Source(expected.Record, CurrencyOf(expected.Record));
            if (IsMissing(expected)) Differ(expected.Record.Key, expected.Record.Kind, DifferenceKind.Missing, Shown(expected.Record), null);
        }
        foreach (var (key, header) in _standing)
        {
            if (!header.AddsUp) Differ(key, RecordKind.Invoice, DifferenceKind.LinesDoNotAddUp, null, $"{Money(header.Sum)} with tax {Money(header.Row.Tax ?? 0)} for {Money(header.Row.Amount ?? 0)}");
        }
        NotCarried = _sources.Values.Count(s => s is { Carried: false, Touched: false, Keys.Count: > 0 });
    }

    private bool IsMissing(Expectation expected)
    {
        if (expected.Found || !expected.Record.Stands || !(expected.Source.Carried || expected.Source.Touched)) return false;
        // where the header is missing, or was left as it is, its lines are not worth a word each
        return expected.Record.Kind != RecordKind.InvoiceLine || _standing.TryGetValue(expected.Record.Document!, out var header) && header.Comparable;
    }

    private bool BelongsToStanding(BookedRecord line)
    {
        if (!_standing.TryGetValue(line.Document!, out var header))
        {
            Differ(line.Key, line.Kind, DifferenceKind.Stray, null, Shown(line));
            return false;
        }
        header.Sum += line.Amount ?? 0;
        header.Lines++;
        return header.Comparable;
    }

    private void FoundUnexpected(BookedRecord row)
    {
        // what was deleted at the source is marked, and a supplier made inactive
        if (!row.Stands || row is { Kind: RecordKind.Supplier, State: "inactive" }) return;
        if (_standing.TryGetValue(row.Key, out var header)) header.Comparable = false;
        Differ(row.Key, row.Kind, DifferenceKind.NotInQuickBooks, null, Shown(row));
    }

    private void Compare(Expectation expected, BookedRecord row)
    {
        expected.Found = expected.Source.Touched = true;
        var source = expected.Record;
        if (_standing.TryGetValue(row.Key, out var header)) header.Comparable = expected.Source.Whole && source.Stands && row.Stands;
        if (!source.Stands && !row.Stands) return;
        if (!source.Stands && row.State is null) Differ(row.Key, row.Kind, DifferenceKind.State, source.State, null);
        if (source.State is not { } state || row.State is not { } stands || !RecordStates.Yields(state, stands)) Same(DifferenceKind.State, source.State, row.State);
        if (!source.Stands || !row.Stands) return;
        // a short column holds the beginning
        if (row.Name is not { Length: > 0 } name || source.Name?.StartsWith(name, StringComparison.Ordinal) != true) Same(DifferenceKind.Name, source.Name, row.Name);
        Same(DifferenceKind.Currency, source.Currency, row.Currency);
        SameAmount(DifferenceKind.Amount, source.Amount, row.Amount);
        SameAmount(DifferenceKind.Balance, source.Balance, row.Balance);
        SameAmount(DifferenceKind.Tax, source.Tax, row.Tax);
        Same(DifferenceKind.Supplier, source.Supplier, row.Supplier);
        Same(DifferenceKind.Invoice, source.Document, row.Document);

        void Same(DifferenceKind what, string? here, string? there)
        {
            if (here is not null && there is not null && here != there) Differ(row.Key, row.Kind, what, here, there);
        }

        void SameAmount(DifferenceKind what, decimal? here, decimal? there)
        {
            if (here is { } h && there is { } t && h != t) Differ(row.Key, row.Kind, what, Money(h), Money(t));
        }
    }

    private string? CurrencyOf(BookedRecord record) => record.Kind != RecordKind.InvoiceLine ? record.Currency
        : _expected.GetValueOrDefault(record.Document!)?.Record.Currency ?? _standing.GetValueOrDefault(record.Document!)?.Row.Currency;

    private void Differ(string key, RecordKind kind, DifferenceKind what, string? here, string? there)
    {
        var entity = _expected.GetValueOrDefault(key)?.Entity ?? Books.OwnerOf(realm, type, kind, key);
        _differences.Add(new Difference(entity, key, what, here, there, _sources.GetValueOrDefault(entity)?.Version));
    }

    private static string? Shown(BookedRecord record) => record.Amount is { } amount ? Money(amount) : record.Name;

    private static string Money(decimal amount) => Plain.Amount(amount);

    private sealed record Source(SourceVersion Version, bool Whole, bool Carried, IReadOnlyList<string> Keys)
    {
        public bool Touched { get; set; }
    }

    private sealed record Expectation(EntityId Entity, Source Source, BookedRecord Record)
    {
        public bool Found { get; set; }
    }

    private sealed record Header(BookedRecord Row)
    {
        /// <summary>Its lines must be those of QuickBooks.</summary>
        public bool Comparable { get; set; } = Row.Stands;

        public int Lines { get; set; }

        public decimal Sum { get; set; }

        // tax is part of the lines where prices include it
        public bool AddsUp => !Row.Stands || Lines == 0 || Row.Amount is not { } amount || Sum == amount || Sum + (Row.Tax ?? 0) == amount;
    }
}
