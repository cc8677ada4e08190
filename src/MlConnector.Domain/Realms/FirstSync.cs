using System.Collections.Immutable;

namespace MlConnector.Domain.Realms;

/// <summary>How far the first reading of a company has come: a closed window, type by type, page by page.</summary>
/// <param name="Until">The window's upper end, fixed before the first page.</param>
/// <param name="Types">What is still to be read; the first is under way.</param>
/// <param name="Position">The next row of the first type, counted from 1.</param>
public sealed record FirstSync(DateTimeOffset From, DateTimeOffset Until, ImmutableArray<EntityType> Types, int Position)
{
    public bool Done => Types.IsEmpty;

    public FirstSync Page(int rows) => this with { Position = Position + rows };

    public FirstSync NextType() => this with { Types = Types.RemoveAt(0), Position = 1 };
}
