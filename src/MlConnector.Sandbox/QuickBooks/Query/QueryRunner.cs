using System.Globalization;
using MlConnector.Sandbox.Http;
using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks.Query;

/// <summary>Finds the objects that a statement asks for, as of this moment: pages are no snapshot.</summary>
internal static class QueryRunner
{
    /// <summary>All matches in order, before paging.</summary>
    public static List<BookEntry> Run(Statement statement, EntityTable table)
    {
        var tests = statement.Where.Select(Test).ToList();
        if (table.Type.Shape == EntityShape.List && statement.Where.All(c => c.Property != "Active"))
            tests.Add(e => e.Active);

        var found = new List<BookEntry>();
        foreach (var entry in table.Entries)
        {
            if (tests.TrueForAll(t => t(entry)))
                found.Add(entry);
        }

        if (statement.OrderBy is { } property)
        {
            var sign = statement.Descending ? -1 : 1;
            var keyed = found.Select((e, i) => (Entry: e, Key: Value(e, property), Index: i)).ToList();
            keyed.Sort((a, b) => sign * Compare(a.Key, b.Key) is var c and not 0 ? c : a.Index.CompareTo(b.Index));
            return keyed.ConvertAll(k => k.Entry);
        }

        return found;
    }

    private static Predicate<BookEntry> Test(Condition condition)
    {
        var property = condition.Property;
        if (condition.Operator == "LIKE")
        {
            var pattern = condition.Values[0].Replace('%', '*');
            return e => Value(e, property) is string text && Glob.Matches(pattern, text);
        }

        var wanted = condition.Values.Select(v => Literal(property, v)).ToArray();
        if (condition.Operator == "IN")
            return e => Value(e, property) is { } value && wanted.Any(w => Compare(value, w) == 0);

        var limit = wanted[0];
        Func<int, bool> holds = condition.Operator switch
        {
            "=" => c => c == 0,
            "<" => c => c < 0,
            ">" => c => c > 0,
            "<=" => c => c <= 0,
            _ => c => c >= 0,
        };
        return e => Value(e, property) is { } value && holds(Compare(value, limit));
    }

    private static IComparable Literal(string property, string text)
    {
        if (property.StartsWith("MetaData.", StringComparison.Ordinal))
            return PacificTime.TryParse(text, out var at) ? at : throw QueryFault.Invalid($"Invalid value '{text}' for property {property}");
        if (property is "TotalAmt" or "Balance" or "CurrentBalance")
        {
            return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
                ? amount
                : throw QueryFault.Invalid($"Invalid value '{text}' for property {property}");
        }

        if (property == "Id")
            return long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : -1L;
        return property == "Active" ? text.Equals("true", StringComparison.OrdinalIgnoreCase) : text;
    }

    private static IComparable? Value(BookEntry e, string property) => property switch
    {
        "Id" => long.Parse(e.Id, CultureInfo.InvariantCulture),
        "MetaData.CreateTime" => WholeSeconds(e.Created),
        "MetaData.LastUpdatedTime" => WholeSeconds(e.Updated),
        "Active" => e.Active,
        "TxnDate" => e.TxnDate,
        "DueDate" => e.DueDate,
        "DocNumber" => e.DocNumber,
        "VendorRef" => e.VendorId,
        "APAccountRef" => e.ApAccountId,
        "TotalAmt" => e.Total,
        "Balance" or "CurrentBalance" => e.Balance,
        "DisplayName" or "FullyQualifiedName" => e.Name,
        "SalesTermRef" => Posting.Ref(e.Read(), property),
        _ => BookEntry.Text(e.Read(), property),
    };

    /// <summary>Instants are kept to the second, so that is what is compared.</summary>
    internal static DateTimeOffset WholeSeconds(DateTimeOffset at) => new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);

    private static int Compare(IComparable? a, IComparable? b) => (a, b) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string x, string y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase),
        _ => a.CompareTo(b),
    };
}
