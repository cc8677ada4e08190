using System.Collections.Immutable;
using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Realms;

/// <summary>When a window of changes is read by query, and when the ids of a type are compared: what change data capture cannot tell.</summary>
public static class SyncDecider
{
    // what every version has read, be its snapshot ever so old
    private static readonly ImmutableArray<EntityType> Earliest = [EntityType.Vendor, EntityType.Bill, EntityType.VendorCredit];

    /// <summary>An answer that refuses an older cursor than this refuses it for its age.</summary>
    private static readonly TimeSpan Refusable = TimeSpan.FromDays(1);

    private static readonly TimeSpan Digestible = TimeSpan.FromHours(1);

    /// <summary>Starts the first reading; one anew where change data capture can no longer tell what was missed; one of types that came with a newer version.</summary>
    public static SyncStarted? Start(RealmState state, DateTimeOffset now)
    {
        if (state.Settings is not { } settings) return null;
        var first = settings.CarriedFrom();
        if (state.Cursor is not { } cursor) return new SyncStarted(first, now, RealmDecider.Types, now);
        if (now - cursor > RealmDecider.LookBack) return Lost(state, now);
        if (state.Sync is { Done: false } || Missing(state) is not { Count: > 0 } missing) return null;
        // changes are followed from the same cursor as before
        return new SyncStarted(first, cursor + RealmDecider.Overlap, missing, now);
    }

    /// <summary>The day from which on is carried was moved back: what lies between was never read. Nothing before the first reading, which begins there.</summary>
    public static SyncStarted? Widened(RealmState state, ConnectionSettings settings, DateTimeOffset now)
    {
        if (state is not { Cursor: { } cursor, Settings: { } known } || settings.SyncFrom >= known.SyncFrom) return null;
        var first = settings.CarriedFrom();
        var from = state.Sync is { Done: false } sync && sync.From < first ? sync.From : first;
        // changes are followed from the same cursor as before
        return new SyncStarted(from, cursor + RealmDecider.Overlap, RealmDecider.Types, now);
    }

    /// <summary>Change data capture refused the cursor: nothing where its age cannot be the cause.</summary>
    public static SyncStarted? Refused(RealmState state, DateTimeOffset now) => now - state.Cursor > Refusable ? Lost(state, now) : null;

    /// <summary>The changes since the cursor are more than QuickBooks answers at once: nothing where they may soon be few enough, or were read just now.</summary>
    public static SyncStarted? TooBig(RealmState state, DateTimeOffset now) => now - state.Cursor > Digestible ? Lost(state, now) : null;

    /// <summary>The company was emptied: all that is there is read, and what went shows in the ids. Nothing where that was done today.</summary>
    public static SyncStarted? Reset(RealmState state, DateTimeOffset now)
    {
        if (state.Settings is not { } settings) return null;
        var first = settings.CarriedFrom();
        var done = state.Sync is { } sync && sync.From <= first && now - sync.Until < Refusable;
        return done ? null : new SyncStarted(first, now, RealmDecider.Types, now, RealmDecider.Types);
    }

    /// <summary>The answer was cut for these types: their live rows are read by query, and what was deleted shows in their ids.</summary>
    public static SyncStarted Reread(RealmState state, IReadOnlyList<EntityType> cut, DateTimeOffset until, DateTimeOffset now)
    {
        var left = state.Sync is { Done: false } sync ? sync.Types : [];
        return new SyncStarted(Earlier(state), until, [.. RealmDecider.Types.Where(t => cut.Contains(t) || left.Contains(t))], now, cut);
    }

    /// <summary>The type under way is read anew: QuickBooks counts more rows in its window than its pages held.</summary>
    public static bool Disagrees(FirstSync sync, int lastPage, int counted) => sync.Total(lastPage) is { } total && counted > total;

    /// <summary>What an operator is told while that lasts.</summary>
    public static Reason? Notice(RealmState state) => state.Disagreement is not { } d ? null : new Reason(
        "reading-disagrees",
        $"The reading of {d.Type} is not complete: QuickBooks counted {d.Counted} in its window, and its pages held {d.Read}.",
        "It is read again by itself; if that stays so for a day, ask Intuit, with the intuit_tid of its last queries in the log.");

    internal static ImmutableArray<EntityType> ReadTypes(RealmState state) => state.Started ?? (state.Cursor is null ? [] : Earliest);

    private static SyncStarted Lost(RealmState state, DateTimeOffset now)
    {
        var from = Missing(state).Count == 0 ? Earlier(state) : state.Settings!.CarriedFrom();
        return new SyncStarted(from, now, RealmDecider.Types, now, RealmDecider.Types);
    }

    private static IReadOnlyList<EntityType> Missing(RealmState state) => [.. RealmDecider.Types.Where(t => !ReadTypes(state).Contains(t))];

    // a window that is not yet read is part of the new one
    private static DateTimeOffset Earlier(RealmState state)
    {
        var cursor = state.Cursor!.Value;
        return state.Sync is { Done: false } sync && sync.From < cursor ? sync.From : cursor;
    }
}
