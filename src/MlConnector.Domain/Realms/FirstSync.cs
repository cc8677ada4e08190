using System.Collections.Immutable;

namespace MlConnector.Domain.Realms;

/// <summary>How far the reading of a closed window has come: type by type, page by page.</summary>
/// <param name="Until">The window's upper end, fixed before the first page.</param>
/// <param name="Types">What is still to be read; the first is under way.</param>
/// <param name="Position">The next row of the first type, counted from 1, among those from <paramref name="PageFrom"/> on.</param>
/// <param name="PageFrom">The last change that was read of the first type; none before its first page.</param>
/// <param name="Passed">How many rows of the first type were read that changed before <paramref name="PageFrom"/>; none where a journal of old does not tell.</param>
public sealed record FirstSync(
    DateTimeOffset From, DateTimeOffset Until, ImmutableArray<EntityType> Types, int Position, DateTimeOffset? PageFrom = null, int? Passed = null)
{
    public bool Done => Types.IsEmpty;

    /// <summary>Where the next page of the type under way begins.</summary>
    public DateTimeOffset Begins => PageFrom ?? TypeBegins;

    /// <summary>Where the window of the type under way begins: a bill of today can be of a vendor that nobody touched for years.</summary>
    public DateTimeOffset TypeBegins => Types is [EntityType.Vendor, ..] ? DateTimeOffset.UnixEpoch : From;

    /// <summary>
    /// A row that is edited leaves the closed window and shifts those behind it, so a page goes on from the last change read
    /// rather than by counting; only where a whole page has one and the same instant is there nothing else to go by.
    /// </summary>
    /// <param name="beforeLast">How many of the rows changed before the last of them.</param>
    public FirstSync Page(int rows, DateTimeOffset? last, int? beforeLast) =>
        last is { } at && at > Begins
            ? this with { PageFrom = at, Position = 1, Passed = Passed + Position - 1 + beforeLast }
            : this with { Position = Position + rows };

    /// <summary>How many rows the type had, its last page being of so many.</summary>
    public int? Total(int lastPage) => Passed + Position - 1 + lastPage;

    public FirstSync NextType() => this with { Types = Types.RemoveAt(0), Position = 1, PageFrom = null, Passed = 0 };

    /// <summary>The type under way after all others.</summary>
    public FirstSync Later() => NextType() with { Types = Types.RemoveAt(0).Add(Types[0]) };

    /// <summary>The type under way from its first page on.</summary>
    public FirstSync Again() => this with { Position = 1, PageFrom = null, Passed = 0 };
}
