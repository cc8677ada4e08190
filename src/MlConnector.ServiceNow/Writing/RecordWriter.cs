using MlConnector.ServiceNow.Faults;
using MlConnector.ServiceNow.Http;

namespace MlConnector.ServiceNow.Writing;

/// <summary>
/// Makes one record and its lines stand in ServiceNow as ordered, however often it is asked and whatever was interrupted before.
/// It keeps nothing between two orders; orders for one record must follow each other.
/// </summary>
public sealed class RecordWriter(ServiceNowClient client)
{
    public async Task<WriteOutcome> WriteAsync(WriteOrder order, CancellationToken ct)
    {
        var tally = new Tally();
        try
        {
            var notes = new WriteNotes();
            var records = await new WriteRun(client, order, tally, notes).RunAsync(ct).ConfigureAwait(false);
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
