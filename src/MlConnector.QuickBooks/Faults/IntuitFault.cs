namespace MlConnector.QuickBooks.Faults;

/// <param name="Code">As a number: it comes with and without leading zeros.</param>
/// <param name="Name">Where a word stands in its place, as in invalid_grant.</param>
internal sealed record IntuitFault(int? Code, string? Name, string? Type, string? Message);
