using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Domain.Reconciliation;

/// <summary>What is known here of why the sides differ.</summary>
public static class Explaining
{
    /// <param name="status">The entity's here; <see cref="EntityStatus.Unknown"/> where it was never taken over.</param>
    /// <param name="takenOver">The version that was taken over last.</param>
    public static Explanation? Of(Difference difference, RealmState realm, EntityStatus status, Reason? reason, SourceVersion? takenOver)
    {
        switch (status)
        {
            case EntityStatus.Pending:
                return new Explanation(status, reason?.Text ?? "It is about to be written.", reason?.NextStep ?? "It goes on by itself.");
            case EntityStatus.Parked:
                return new Explanation(status, reason?.Text ?? "It is parked.", reason?.NextStep);
            case EntityStatus.Ignored when reason is { Code: Readiness.TypeOffCode }:
                return new Explanation(status, reason.Text, reason.NextStep);
            case EntityStatus.Unknown when realm.Sync is not { Done: true }:
                return new Explanation(status, "The first reading of the company has not come to it yet.", "It comes by itself.");
        }
        if (difference.Version is not { } version) return null;
        var newer = takenOver is { } known ? version.CompareTo(known) : 1;
        if (newer < 0) return new Explanation(status, "QuickBooks changed it while the books were read.", "Reconcile again.");
        // the next poll asks from here on
        return newer > 0 && version.UpdatedAt >= realm.Cursor
            ? new Explanation(status, $"QuickBooks changed it at {version.UpdatedAt.UtcDateTime:u}, and it was not read since.", "The next poll brings it.")
            : null;
    }
}
