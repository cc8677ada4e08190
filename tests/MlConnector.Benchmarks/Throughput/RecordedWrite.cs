namespace MlConnector.Benchmarks.Throughput;

/// <summary>The requests that write one record, in their order.</summary>
internal sealed record RecordedWrite(IReadOnlyList<RecordedRequest> Requests);

/// <param name="Path">Below the instance's address.</param>
internal sealed record RecordedRequest(HttpMethod Method, string Path, byte[]? Body);
