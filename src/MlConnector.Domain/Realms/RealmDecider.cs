using System.Collections.Immutable;

namespace MlConnector.Domain.Realms;

/// <summary>The rules of a connection that need no clock and no network.</summary>
public static class RealmDecider
{
    /// <summary>Change data capture is asked again this far back: its stamps have whole seconds and no promised order.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>An access token is renewed this long before it ends.</summary>
    public static readonly TimeSpan RenewalMargin = TimeSpan.FromMinutes(5);

    /// <summary>A time of an answer that is further behind is not believed.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    /// <summary>QuickBooks looks back 30 days; a day is kept for clocks and outages.</summary>
    public static readonly TimeSpan LookBack = TimeSpan.FromDays(29);

    /// <summary>What is read and carried. In this order, since each waits for those before it.</summary>
    public static readonly IReadOnlyList<EntityType> Types = [EntityType.Vendor, EntityType.Bill, EntityType.VendorCredit, EntityType.BillPayment, EntityType.JournalEntry];

    /// <summary>What saving a connection changes; nothing where all is as it was.</summary>
    public static IReadOnlyList<IRealmEvent> Save(
        RealmState state, ConnectionSettings settings, SealedSecret? serviceNowSecret, SealedSecret? refreshToken, bool force, DateTimeOffset at)
    {
        var events = new List<IRealmEvent>();
        if (state.Removed || settings != state.Settings || serviceNowSecret is not null || force && state.Forced != true)
            events.Add(new ConnectionSaved(settings, serviceNowSecret, at, force ? true : null));
        if (SyncDecider.Widened(state, settings, at) is { } widened) events.Add(widened);
        if (refreshToken is not null) events.Add(new GrantStored(new Grant(null, null, refreshToken, null, null), GrantStored.FromOperator, at));
        return events;
    }

    /// <summary>What the instance's checks tell; nothing where that is what was known.</summary>
    public static InstanceChecked? TakeChecks(RealmState state, Readiness found, DateTimeOffset at) =>
        state.Unchecked != true && (state.Instance ?? Readiness.Unlimited) == found ? null : new InstanceChecked([.. found.Failed], [.. found.Off], at);

    /// <summary>What is now known of the payable accounts; nothing where that is what was.</summary>
    public static PayableAccountsRead? TakeAccounts(RealmState state, ImmutableSortedSet<string> payable, DateTimeOffset at) =>
        state.PayableAccounts is { } known && known.SetEquals(payable) ? null : new PayableAccountsRead([.. payable], at);

    /// <summary>What a webhook adds; nothing where all of it was heard before.</summary>
    /// <param name="mostReads">More than so many entities are not worth a read each.</param>
    public static ChangesNotified? Notify(RealmState state, IReadOnlyList<Notice> notices, int mostReads, DateTimeOffset at)
    {
        var fresh = state.Board.Fresh(notices);
        return fresh.Count == 0 ? null : new ChangesNotified(fresh, state.Board.IsBurst(fresh, mostReads), at);
    }

    /// <summary>
    /// The next cursor: QuickBooks' own time less the overlap, and never back, unless the last one is of a time to come. That is of our
    /// own clock, which runs ahead, and what happens until then was asked for by nobody.
    /// </summary>
    public static DateTimeOffset NextCursor(DateTimeOffset? cursor, DateTimeOffset answered)
    {
        var ahead = cursor - answered;
        return cursor is { } c && c > answered - Overlap && !(ahead > TimeSpan.Zero && ahead < MostAhead) ? c : answered - Overlap;
    }

    public static bool NeedsRenewal(Grant grant, DateTimeOffset now) =>
        grant.AccessToken is null || grant.AccessExpiresAt is null || grant.AccessExpiresAt - RenewalMargin <= now;
}
