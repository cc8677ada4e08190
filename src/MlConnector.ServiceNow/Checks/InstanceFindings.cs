using MlConnector.Domain.Checks;
using MlConnector.Domain.Staging;

namespace MlConnector.ServiceNow.Checks;

/// <param name="Complete">The instance answered for every table; what is missing is not only late.</param>
/// <param name="Missing">What it has no table for.</param>
public sealed record InstanceFindings(IReadOnlyList<Check> Checks, bool Complete, IReadOnlyList<RecordKind> Missing);
