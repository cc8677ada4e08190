using System.Text.Json.Serialization;

namespace MlConnector.Domain.Entities;

/// <summary>A row that stands in ServiceNow for an entity or one of its lines.</summary>
/// <param name="Adopted">True of a supplier that was there before: what QuickBooks says nothing of is left as it stands.</param>
public sealed record StagedRecord(
    string Table, string Key, string SysId, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] bool? Adopted = null);
