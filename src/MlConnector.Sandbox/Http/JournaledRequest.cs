namespace MlConnector.Sandbox.Http;

/// <summary>One request as the sandbox saw it. Bodies and headers are not kept, so no token can be.</summary>
/// <param name="Kind">Such as <c>quickbooks.cdc</c> or <c>servicenow.table.post</c>; a batch's items start with <c>servicenow.batch.item.</c></param>
/// <param name="Subject">The realm or the table.</param>
public readonly record struct JournaledRequest(
    long Number, DateTimeOffset At, string Kind, string Method, string Path, string Query, int Status, string Subject, TimeSpan Duration);
