using MlConnector.Sandbox.QuickBooks.Books;

namespace MlConnector.Sandbox.QuickBooks.Query;

internal sealed record Condition(string Property, string Operator, IReadOnlyList<string> Values);

/// <summary>A parsed query.</summary>
internal sealed record Statement(
    EntityType Entity, bool Count, IReadOnlyList<Condition> Where, string? OrderBy, bool Descending, int Start, int Max);
