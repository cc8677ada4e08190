using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;

namespace MlConnector.ServiceNow.Writing;

/// <summary>
/// Makes one entity's records stand in ServiceNow as ordered, however often it is asked and whatever was interrupted before.
/// It keeps nothing between two orders; orders for one entity must follow each other.
/// </summary>
/// <param name="adoption">Shared by all that write to one instance: held while a supplier that belongs to nobody is taken over.</param>
public sealed class RecordWriter(ServiceNowClient client, SemaphoreSlim? adoption = null)
{
    private readonly SemaphoreSlim _adoption = adoption ?? new SemaphoreSlim(1, 1);

    public async Task<WriteOutcome> WriteAsync(WriteOrder order, CancellationToken ct)
    {
        var tally = new Tally();
        try
        {
            var kind = order.Document.Set?.Kind ?? order.Document.Records[0].Kind;
            if (client.Table(kind) is null) return new WriteOutcome.Off(Refusals.NoTable(client.Profile.Name, kind).Reason, tally.Requests);
            await client.ResolveAsync(kind, tally, ct).ConfigureAwait(false);
            if (kind == RecordKind.Invoice) await client.ResolveAsync(RecordKind.InvoiceLine, tally, ct).ConfigureAwait(false);
            var notes = new WriteNotes();
            var records = await RunAsync(order, tally, notes, ct).ConfigureAwait(false);
            return new WriteOutcome.Written(records, tally.Requests, notes.ToString());
        }
        catch (WriteRefusedException e)
        {
            return new WriteOutcome.Refused(e.Reason, tally.Requests);
        }
        catch (WriteHeldException e)
        {
            return new WriteOutcome.Deferred(e.Reason, null, tally.Requests) { Held = true };
        }
        catch (ServiceNowException e)
        {
            return e.Permanent
                ? new WriteOutcome.Refused(e.Reason, tally.Requests)
                : new WriteOutcome.Deferred(e.Reason, e.RetryAfter, tally.Requests) { MayStillLand = e.MayStillLand };
        }
    }

    /// <summary>Looks whether there is such a supplier.</summary>
    public async Task<SupplierLook> FindSupplierAsync(string sysId, CancellationToken ct)
    {
        try
        {
            var table = client.Table(RecordKind.Supplier) ?? throw Refusals.NoTable(client.Profile.Name, RecordKind.Supplier);
            return new SupplierLook(await client.FindAsync(table, sysId, new Tally(), ct).ConfigureAwait(false) is not null, null);
        }
        catch (WriteRefusedException e)
        {
            return new SupplierLook(null, e.Reason);
        }
        catch (ServiceNowException e)
        {
            return new SupplierLook(null, e.Reason);
        }
    }

    private Task<IReadOnlyList<StagedRecord>> RunAsync(WriteOrder order, Tally tally, WriteNotes notes, CancellationToken ct) => order switch
    {
        { Document.Set: { } set } => new SetRun(client, order, set, tally, notes).RunAsync(ct),
        { Supplier: { } rule } => new SupplierRun(client, order.Document.Records[0], order, rule, _adoption, tally, notes).RunAsync(ct),
        _ => new WriteRun(client, order.Document.Records[0], order, tally, notes).RunAsync(ct),
    };
}
