using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Realms;

/// <summary>What a grant needs though nobody calls with it: a refresh before it lapses, and a person before it ends for good.</summary>
public static class GrantCare
{
    /// <summary>How often it is looked at.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromHours(6);

    // Intuit lets a refresh token lapse after 100 days without use
    private static readonly TimeSpan HalfOfLife = TimeSpan.FromDays(50);
    private static readonly TimeSpan LifeUnknown = TimeSpan.FromDays(1);

    // refreshes say anew in how many seconds it ends, which is not the same moment each time
    private static readonly TimeSpan SameEnd = TimeSpan.FromDays(1);

    private static readonly int[] DaysAhead = [7, 30];

    /// <summary>Whether half of the refresh token's life is over; of one whose end nobody said, a day.</summary>
    public static bool RefreshDue(RealmState state, DateTimeOffset now) => state switch
    {
        { Grant: null } or { GrantFault: not null } => false,
        { Grant.RefreshExpiresAt: { } ends, GrantedAt: { } granted } => now >= granted + (ends - granted) / 2,
        { Grant.RefreshExpiresAt: { } ends } => now >= ends - HalfOfLife,
        { GrantedAt: { } granted } => now >= granted + LifeUnknown,
        _ => true,
    };

    /// <summary>The warning that is due: one 30 days before the end, one 7 days before, each once.</summary>
    public static GrantExpiryWarned? Warn(RealmState state, DateTimeOffset now)
    {
        if (state.Grant?.HardExpiresAt is not { } ends || state.GrantFault is not null) return null;
        var due = Array.FindIndex(DaysAhead, days => ends - now <= TimeSpan.FromDays(days));
        if (due < 0) return null;
        var warned = state.ExpiryWarned is { } w && (w.HardExpiresAt - ends).Duration() < SameEnd && w.DaysAhead <= DaysAhead[due];
        return warned ? null : new GrantExpiryWarned(ends, DaysAhead[due], now);
    }

    /// <summary>What an operator is to know, from 30 days before the end on.</summary>
    public static Reason? Notice(Grant? grant, DateTimeOffset now) => grant?.HardExpiresAt is { } ends && ends - now <= TimeSpan.FromDays(DaysAhead[^1])
        ? new Reason("grant-ends", $"The authorization ends for good at {ends.UtcDateTime:yyyy-MM-dd HH:mm} UTC, however often it is used.", "Have an administrator of the company connect it again before.")
        : null;
}
