using System.Globalization;
using MlConnector.Domain;

namespace MlConnector.QuickBooks.Changes;

/// <summary>Statements of Intuit's query language. Every value is quoted, every time in UTC.</summary>
internal static class QueryStatement
{
    public const int MaxRows = 1000;

    public static string Page(EntityType type, DateTimeOffset from, DateTimeOffset until, int startPosition, int max) => string.Create(
        CultureInfo.InvariantCulture,
        $"select * from {ChangeReader.Name(type)} where {Window(type, from, until)} orderby MetaData.LastUpdatedTime startposition {startPosition} maxresults {max}");

    public static string PayableAccounts(int startPosition) => string.Create(
        CultureInfo.InvariantCulture,
        $"select * from {ChangeReader.Account} where AccountType = 'Accounts Payable' and Active in (true, false) startposition {startPosition} maxresults {MaxRows}");

    public static string Count(EntityType type, DateTimeOffset from, DateTimeOffset until) =>
        $"select count(*) from {ChangeReader.Name(type)} where {Window(type, from, until)}";

    // whole seconds, as QuickBooks keeps them
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Window(EntityType type, DateTimeOffset from, DateTimeOffset until)
    {
        // lists leave out what was made inactive unless both are asked for
        var active = type == EntityType.Vendor ? " and Active in (true, false)" : "";
        return $"MetaData.LastUpdatedTime >= '{Instant(from)}' and MetaData.LastUpdatedTime <= '{Instant(until)}'{active}";
    }
}
