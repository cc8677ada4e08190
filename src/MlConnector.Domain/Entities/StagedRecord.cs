namespace MlConnector.Domain.Entities;

/// <summary>A row that stands in ServiceNow for an entity or one of its lines.</summary>
public sealed record StagedRecord(string Table, string Key, string SysId);
