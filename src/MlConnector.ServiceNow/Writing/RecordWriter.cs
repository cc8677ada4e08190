using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;

namespace MlConnector.ServiceNow.Writing;

/// <summary>
/// Makes one entity's records stand in ServiceNow as ordered, however often it is asked and whatever was interrupted before.
/// It keeps nothing between two orders; orders for one entity must follow each other.
/// </summary>
public sealed class RecordWriter(ServiceNowClient client)
{
    public async Task<WriteOutcome> WriteAsync(WriteOrder order, CancellationToken ct)
    {
        var tally = new Tally();
        try
        {
            var notes = new WriteNotes();
            var records = order.Document.Set is { } set
                ? await new SetRun(client, order, set, tally, notes).RunAsync(ct).ConfigureAwait(false)
                : await new WriteRun(client, order.Document.Records[0], order, tally, notes).RunAsync(ct).ConfigureAwait(false);
            return new WriteOutcome.Written(records, tally.Requests, notes.ToString());
        }
        catch (WriteRefusedException e)
        {
            return new WriteOutcome.Refused(e.Reason, tally.Requests);
        }
        catch (ServiceNowException e)
        {
            return e.Permanent
                ? new WriteOutcome.Refused(e.Reason, tally.Requests)
                : new WriteOutcome.Deferred(e.Reason, e.RetryAfter, tally.Requests);
        }
    }
}
