using System.Collections.Immutable;

namespace MlConnector.Domain.Realms;

/// <summary>How far the first reading of a company has come: a closed window, type by type, page by page.</summary>
/// <param name="Until">The window's upper end, fixed before the first page.</param>
/// <param name="Types">What is still to be read; the first is under way.</param>
/// <param name="Position">The next row of the first type, counted from 1, among those from <paramref name="PageFrom"/> on.</param>
/// <param name="PageFrom">The last change that was read of the first type; none before its first page.</param>
public sealed record FirstSync(
    DateTimeOffset From, DateTimeOffset Until, ImmutableArray<EntityType> Types, int Position, DateTimeOffset? PageFrom = null)
{
    public bool Done => Types.IsEmpty;

    /// <summary>Where the window of the type under way begins: a bill of today can be of a vendor that nobody touched for years.</summary>
    public DateTimeOffset Begins => PageFrom ?? (Types[0] == EntityType.Vendor ? DateTimeOffset.UnixEpoch : From);

    /// <summary>
    /// A row that is edited leaves the closed window and shifts those behind it, so a page goes on from the last change read
    /// rather than by counting; only where a whole page has one and the same instant is there nothing else to go by.
    /// </summary>
    public FirstSync Page(int rows, DateTimeOffset? last) =>
        last is { } at && at > Begins ? this with { PageFrom = at, Position = 1 } : this with { Position = Position + rows };

    public FirstSync NextType() => this with { Types = Types.RemoveAt(0), Position = 1, PageFrom = null };
}
