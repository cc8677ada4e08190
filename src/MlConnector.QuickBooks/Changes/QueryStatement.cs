using System.Globalization;
using MlConnector.Domain;
using MlConnector.Domain.References;

namespace MlConnector.QuickBooks.Changes;

/// <summary>Statements of Intuit's query language. Every value is quoted, every time in UTC.</summary>
internal static class QueryStatement
{
    public const int MaxRows = 1000;

    // lists leave out what was made inactive unless both are asked for
    private const string AnyActivity = "Active in (true, false)";

    public static string Page(EntityType type, DateTimeOffset from, DateTimeOffset until, int startPosition, int max) => string.Create(
        CultureInfo.InvariantCulture,
        $"select * from {ChangeReader.Name(type)} where {Window(type, from, until)} orderby MetaData.LastUpdatedTime startposition {startPosition} maxresults {max}");

    // by creation, which no edit moves; a deletion shifts what is behind it all the same
    public static string Ids(EntityType type, int startPosition, int max) => string.Create(
        CultureInfo.InvariantCulture,
        $"select Id from {ChangeReader.Name(type)}{(type == EntityType.Vendor ? $" where {AnyActivity}" : "")} orderby MetaData.CreateTime startposition {startPosition} maxresults {max}");

    // of a journal entry each line may be of another vendor, and lines cannot be asked by
    public static string OfVendor(EntityType type, string vendor, DateTimeOffset createdFrom, int startPosition, int max) => string.Create(
        CultureInfo.InvariantCulture,
        $"select * from {ChangeReader.Name(type)} where {(type == EntityType.JournalEntry ? "" : $"VendorRef = '{vendor}' and ")}MetaData.CreateTime >= '{Instant(createdFrom)}' orderby MetaData.CreateTime startposition {startPosition} maxresults {max}");

    public static string List(ReferenceType type, int startPosition) => string.Create(
        CultureInfo.InvariantCulture,
        $"select * from {type} where {AnyActivity} startposition {startPosition} maxresults {MaxRows}");

    public static string PayableAccounts(int startPosition) => string.Create(
        CultureInfo.InvariantCulture,
        $"select * from {ReferenceType.Account} where AccountType = 'Accounts Payable' and {AnyActivity} startposition {startPosition} maxresults {MaxRows}");

    public static string Count(EntityType type, DateTimeOffset from, DateTimeOffset until) =>
        $"select count(*) from {ChangeReader.Name(type)} where {Window(type, from, until)}";

    // whole seconds, as QuickBooks keeps them
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Window(EntityType type, DateTimeOffset from, DateTimeOffset until)
    {
        var active = type == EntityType.Vendor ? $" and {AnyActivity}" : "";
        return $"MetaData.LastUpdatedTime >= '{Instant(from)}' and MetaData.LastUpdatedTime <= '{Instant(until)}'{active}";
    }
}
