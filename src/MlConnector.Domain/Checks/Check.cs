using System.Text.Json.Serialization;

namespace MlConnector.Domain.Checks;

public enum CheckSide
{
    QuickBooks,
    ServiceNow,
}

/// <summary>One thing that a connection needs, and whether it is so.</summary>
/// <param name="Ok">None where it cannot be known: that is neither well nor failed.</param>
/// <param name="Detail">What was seen.</param>
/// <param name="Required">Nothing is written to the instance while it has failed.</param>
/// <param name="Remedy">What a person can do about it; beside a check that is well, what had better be done.</param>
public sealed record Check(CheckSide Side, string Name, bool? Ok, string Detail, string? Remedy, [property: JsonIgnore] bool Required = false);
