namespace MlConnector.ServiceNow.Writing;

/// <summary>Makes one record and its lines stand in ServiceNow as ordered, however often it is asked and whatever was interrupted before.</summary>
public sealed class RecordWriter(ServiceNowClient client)
{
    public Task<WriteOutcome> WriteAsync(WriteOrder order, CancellationToken ct) => throw new NotImplementedException(client.ToString());
}
