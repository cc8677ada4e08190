using System.Text;
using MlConnector.Domain.Staging;
using MlConnector.Domain.Suppliers;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>
/// Finds the supplier that was there before its vendor was carried over, by what the two have in common. The instance only narrows the
/// choice down: every row is compared here, so that no value can widen what is found.
/// </summary>
internal sealed class SupplierSearch(ServiceNowClient client, TableRequests table, StagingRecord vendor, SupplierRule rule, Tally tally, WriteNotes notes)
{
    // more than one is already too many; a few name the others
    private const int Limit = 10;

    private readonly RowListing _listing = new(client, table, tally, notes);

    /// <summary>The one row that fits and belongs to nobody; none where nothing fits.</summary>
    public async Task<Row?> FindAsync(CancellationToken ct)
    {
        foreach (var trait in rule.Traits)
        {
            var column = table.Table.Columns.FirstOrDefault(c => c.Field == trait.Field())?.Target;
            if (column is null || !vendor.Fields.TryGetValue(trait.Field(), out var value) || !Alike.CanTell(trait, value)) continue;
            var alike = await AlikeAsync(trait, column, value, ct).ConfigureAwait(false);
            if (alike.Count == 0) continue;
            if (alike.Count > 1) throw SupplierRefusals.Ambiguous(table.Table, rule.Vendor, trait, alike);
            if (alike[0][table.Table.KeyColumn] is { Length: > 0 } other) throw SupplierRefusals.Taken(table.Table, rule.Vendor, trait, alike[0], other);
            notes.Add($"It was found by its {trait.Words()} and bears the key now.");
            return alike[0];
        }
        return null;
    }

    private async Task<IReadOnlyList<Row>> AlikeAsync(VendorTrait trait, string column, string value, CancellationToken ct)
    {
        if (IsPlain(value))
        {
            var (rows, _) = await client.QueryAsync(table, $"{column}={value.Trim()}", Limit, count: false, tally, ct).ConfigureAwait(false);
            var exact = Closest(trait, column, value, rows.Where(row => Fits(row, Alike.Of(trait, value, Text(row, column)) > Likeness.None)), Likeness.Exact);
            if (exact.Count > 0) return exact;
        }
        return Closest(trait, column, value, await NearAsync(column, value, ct).ConfigureAwait(false), Likeness.WithoutForm);

        bool Fits(Row row, bool fits) => fits ? true : throw Refusals.FilterIgnored(table.Table.Table, column);
    }

    /// <summary>Every row that could be alike: those that begin with the same letter or, for a value that no query may hold, that hold a part of it.</summary>
    private Task<IReadOnlyList<Row>> NearAsync(string column, string value, CancellationToken ct)
    {
        if (!IsPlain(value))
        {
            var part = LongestPart(value);
            return _listing.FittingAsync($"{column}LIKE{part}", column, text => text.Contains(part, StringComparison.OrdinalIgnoreCase), ct);
        }
        var first = value.EnumerateRunes().First(Rune.IsLetterOrDigit).ToString();
        return _listing.FittingAsync($"{column}STARTSWITH{first}", column, text => string.Compare(
            text, 0, first, 0, first.Length, System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.CompareOptions.IgnoreCase | System.Globalization.CompareOptions.IgnoreNonSpace) == 0, ct);
    }

    private IReadOnlyList<Row> Closest(VendorTrait trait, string column, string value, IEnumerable<Row> rows, Likeness least)
    {
        var best = new List<Row>();
        foreach (var row in rows)
        {
            var likeness = Alike.Of(trait, value, Text(row, column));
            if (likeness < least || BelongsToAnother(row)) continue;
            if (likeness > least) best.Clear();
            least = likeness;
            best.Add(row);
        }
        return best;
    }

    // a supplier of another vendor of this company is that vendor's, however alike they look
    private bool BelongsToAnother(Row row) => row[table.Table.KeyColumn] is { } key
        ? key != vendor.Key && key.StartsWith(rule.KeyPrefix, StringComparison.Ordinal)
        : throw Refusals.FilterIgnored(table.Table.Table, table.Table.KeyColumn);

    private string Text(Row row, string column) => row[column] ?? throw Refusals.FilterIgnored(table.Table.Table, column);

    // such values end a condition, are run as a script or mean an empty column
    private static bool IsPlain(string value) =>
        !value.Contains('^') && !value.Contains("javascript:", StringComparison.OrdinalIgnoreCase) && !value.Trim().Equals("NULL", StringComparison.OrdinalIgnoreCase);

    private static string LongestPart(string value)
    {
        var (start, length) = (0, 0);
        for (var i = 0; i < value.Length;)
        {
            var end = i;
            while (end < value.Length && (char.IsLetterOrDigit(value[end]) || value[end] == ' ' && end > i)) end++;
            if (end - i > length) (start, length) = (i, end - i);
            i = end + 1;
        }
        return value.Substring(start, length).Trim();
    }
}
