using MlConnector.Domain;
using MlConnector.Domain.Reconciliation;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;
using MlConnector.ServiceNow.Profiles;
using MlConnector.ServiceNow.Tables;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.ServiceNow.Books;

/// <summary>
/// What stands in an instance of one company's payables, read page by page along our keys. Read vendors first, then bills and credits:
/// what others refer to is remembered by its key.
/// </summary>
public sealed class InstanceBooks(ServiceNowClient client, RealmId realm, Retries retries)
{
    private readonly BookedRows _rows = new();
    private readonly Tally _tally = new();

    public int Requests => _tally.Requests;

    /// <summary>False for a type that the profile leaves out, or whose table nobody has named.</summary>
    public bool Keeps(EntityType type) => Domain.Reconciliation.Books.KindsOf(type).Any(kind => client.Profile.For(kind) is not null);

    /// <summary>The entity without the records that the tables have no place for.</summary>
    public BookedEntity Placed(BookedEntity entity) => entity with { Records = [.. entity.Records.Where(HasPlace)] };

    /// <summary>Tells of each row of a type, headers before lines; of none where the tables are not there.</summary>
    /// <exception cref="BooksUnreadableException">The instance does not show them.</exception>
    public async Task ReadAsync(EntityType type, Action<BookedRecord> found, CancellationToken ct)
    {
        try
        {
            foreach (var kind in Domain.Reconciliation.Books.KindsOf(type))
            {
                if (client.Profile.For(kind) is { } table) await ReadAsync(type, table, found, ct).ConfigureAwait(false);
            }
        }
        catch (WriteRefusedException e)
        {
            throw new BooksUnreadableException(e.Reason, e);
        }
        catch (ServiceNowException e) when (e.Fault == ServiceNowFault.InvalidTable)
        {
            // nothing can stand in it; what should is parked for that very reason
        }
        catch (ServiceNowException e)
        {
            throw new BooksUnreadableException(e.Reason, e);
        }
    }

    /// <summary>A supplier that a vendor was mapped to, and that bears another key. False where it is gone.</summary>
    public async Task<bool> AdoptAsync(string sysId, string vendorKey, CancellationToken ct)
    {
        try
        {
            if (client.Table(RecordKind.Supplier) is not { } table || await retries.RunAsync(c => client.FindAsync(table, sysId, _tally, c), ct).ConfigureAwait(false) is null) return false;
            _rows.Adopt(sysId, vendorKey);
            return true;
        }
        catch (ServiceNowException e)
        {
            throw new BooksUnreadableException(e.Reason, e);
        }
    }

    private bool HasPlace(BookedRecord record) => client.Profile.For(record.Kind)?.Columns.Any(c => c is { Required: true, Reference: Field.Invoice } && record.Document == "") != true;

    private async Task ReadAsync(EntityType type, TableProfile table, Action<BookedRecord> found, CancellationToken ct)
    {
        var compared = table with { Columns = [.. table.Columns.Where(c => BookedRecord.Fields.Contains(c.Field) || c.Removed is not null)] };
        var listing = new RowListing(client, new TableRequests(compared), _tally, new WriteNotes(), retries);
        await foreach (var row in listing.EachKeyedAsync(Domain.Reconciliation.Books.PrefixOf(realm, type), ct).ConfigureAwait(false))
            found(_rows.Read(compared, row.SysId, row[table.KeyColumn]!, column => row[column] ?? throw Refusals.NotShown(table.Table, column)));
    }
}
