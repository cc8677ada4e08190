using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;

namespace MlConnector.ServiceNow.Writing;

/// <summary>How rows get into a table of the instance: what is sent for each, and what is to be made of the answers.</summary>
internal interface IRowMethod
{
    RowStep Insert(string key, RowValues values);

    /// <summary>None when the row holds all that it is to hold.</summary>
    RowStep? Update(string key, Row row, RowValues values);

    /// <summary>What becomes of a row whose line left its bill; none when that has happened.</summary>
    RowStep? Leave(string key, Row row);

    /// <summary>What becomes of a second row of one line.</summary>
    RowStep Twice(string key, Row row, Row kept);

    /// <summary>Sends the steps and gives back the rows as they stand now: none for one that was deleted.</summary>
    Task<Row?[]> SendAsync(IReadOnlyList<RowStep> steps, Tally tally, CancellationToken ct);

    public static IRowMethod Of(ServiceNowClient client, TableRequests table) =>
        table.Table.Write == WriteMethod.ImportSet ? new ImportMethod(client, table) : new TableMethod(client, table);
}

/// <param name="Asked">What the row is to hold afterwards; none of a deletion.</param>
/// <param name="SysId">The row that is there already; none of an insert.</param>
internal sealed record RowStep(string Key, TableRequest Item, RowValues? Asked, string? SysId)
{
    /// <summary>Goes before it: gives a row that somebody else made the key by which an import finds it.</summary>
    public TableRequest? Claim { get; init; }
}
