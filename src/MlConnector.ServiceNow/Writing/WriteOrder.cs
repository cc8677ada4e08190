using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.Domain.Suppliers;

namespace MlConnector.ServiceNow.Writing;

/// <summary>What is to stand in ServiceNow, and what is known of it already.</summary>
/// <param name="References">The sys_id of each record that <see cref="StagingDocument.References"/> names, by entity.</param>
/// <param name="Known">Rows that an earlier write ended with.</param>
/// <param name="Supplier">Of a vendor: how it comes to its supplier.</param>
public sealed record WriteOrder(
    StagingDocument Document,
    IReadOnlyDictionary<EntityId, string> References,
    IReadOnlyList<StagedRecord> Known,
    SupplierRule? Supplier = null);
