namespace MlConnector.ServiceNow.Tables;

/// <summary>One request to a table, to be sent on its own or in a batch.</summary>
internal sealed record TableRequest(HttpMethod Method, string PathAndQuery, ReadOnlyMemory<byte> Body, string What);
