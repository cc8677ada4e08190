using MlConnector.Domain.Staging;

namespace MlConnector.Domain.Reconciliation;

/// <summary>Counts and sums of one type, by currency, and what is owed to each vendor.</summary>
internal sealed class Totals(EntityType type)
{
    private readonly SortedDictionary<(int Order, string Name, string Currency), (decimal QuickBooks, decimal? ServiceNow)> _figures = [];
    private readonly Dictionary<(string Supplier, string Currency), (decimal QuickBooks, decimal? ServiceNow)> _payables = [];

    public IReadOnlyDictionary<(string Supplier, string Currency), (decimal QuickBooks, decimal? ServiceNow)> Payables => _payables;

    public IEnumerable<Figure> Figures =>
        _figures.Select(f => new Figure(type, f.Key.Name, f.Key.Currency.Length == 0 ? null : f.Key.Currency, f.Value.QuickBooks, f.Value.ServiceNow));

    public void Source(BookedRecord record, string? currency) => Add(record, currency, fromSource: true);

    public void Target(BookedRecord record, string? currency) => Add(record, currency, fromSource: false);

    private void Add(BookedRecord record, string? currency, bool fromSource)
    {
        switch (record.Kind)
        {
            case RecordKind.Supplier:
                Count("suppliers");
                break;
            case RecordKind.Invoice:
                Count("invoices");
                Sum(2, "amount", record.Amount);
                Sum(3, "tax", record.Tax);
                Sum(4, "balance", record.Balance);
                Owe();
                break;
            case RecordKind.InvoiceLine:
                Set(1, "lines", "", 1);
                Sum(5, "lines amount", record.Amount);
                break;
            case RecordKind.Payment:
                Count("payments");
                Sum(2, "amount", record.Amount);
                break;
            case RecordKind.LedgerLine:
                Count("ledger lines");
                Sum(2, "debits", Math.Max(record.Amount ?? 0, 0));
                Sum(3, "credits", Math.Max(-record.Amount ?? 0, 0));
                break;
        }

        void Count(string name) => Set(0, name, "", 1);

        void Sum(int order, string name, decimal? amount) => Set(order, name, currency ?? "", amount);

        void Set(int order, string name, string unit, decimal? amount)
        {
            var (here, there) = _figures.TryGetValue((order, name, unit), out var known) ? known : (0, 0);
            _figures[(order, name, unit)] = fromSource ? (here + (amount ?? 0), there) : (here, there + amount);
        }

        void Owe()
        {
            if (record.Supplier is not { } supplier) return;
            var sign = type == EntityType.VendorCredit ? -1 : 1;
            var key = (supplier, currency ?? "");
            var (here, there) = _payables.TryGetValue(key, out var known) ? known : (0, 0);
            _payables[key] = fromSource ? (here + sign * (record.Balance ?? 0), there) : (here, there + sign * record.Balance);
        }
    }
}
