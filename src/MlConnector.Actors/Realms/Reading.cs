using System.Collections.Immutable;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.Staging;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>Revisions read from QuickBooks in one go.</summary>
/// <param name="Time">QuickBooks' own time of the answer.</param>
/// <param name="Rows">How many rows the answer held.</param>
/// <param name="Incomplete">The answer was cut at its cap: there may be more.</param>
/// <param name="PayableAccounts">Of changes: the accounts of type Accounts Payable as they are now.</param>
internal sealed record Reading(
    DateTimeOffset Time,
    IReadOnlyList<(EntityId Id, Revision Revision)> Revisions,
    int Rows,
    bool Incomplete,
    ImmutableSortedSet<string>? PayableAccounts = null);

/// <summary>The reads that a realm makes, each a task of its own.</summary>
internal static class Readings
{
    /// <param name="accounts">The payable accounts known so far; none where they are to be read anew.</param>
    /// <param name="known">Deletions that are confirmed and taken over: the overlap reports them again, and each look would cost a call.</param>
    public static async Task<Reading> ChangesAsync(
        QuickBooksApi api, RealmId realm, string token, DateTimeOffset since, ImmutableDictionary<EntityId, DateTimeOffset> known,
        ImmutableSortedSet<string>? accounts, CancellationToken ct)
    {
        var answer = await api.ChangesSinceAsync(realm, token, [.. RealmDecider.Types], since, ct);
        var revisions = new List<(EntityId, Revision)>(answer.Changes.Count);
        foreach (var change in answer.Changes)
        {
            var revision = RevisionReader.Read(change.Id, change.Entity, answer.Time);
            if (change.Deleted && known.TryGetValue(change.Id, out var at) && at == revision.UpdatedAt) continue;
            // changes have been reported as deletions: what can still be read is not gone
            revisions.Add((change.Id, change.Deleted ? await ConfirmAsync(api, token, change.Id, revision, ct) : revision));
        }
        var payable = accounts is null || answer.Saturated
            ? PayableAccounts.After(PayableAccounts.None, await api.PayableAccountsAsync(realm, token, ct))
            : PayableAccounts.After(accounts, answer.Accounts);
        return new Reading(answer.Time, revisions, answer.Changes.Count, answer.Saturated, payable);
    }

    public static async Task<Reading> PageAsync(QuickBooksApi api, RealmId realm, string token, FirstSync sync, int rows, CancellationToken ct)
    {
        var page = await api.QueryPageAsync(realm, token, sync.Types[0], sync.Begins, sync.Until, sync.Position, rows, ct);
        return new Reading(page.Time, [.. page.Rows.Select(r => (r.Id, RevisionReader.Read(r.Id, r.Entity, page.Time)))], page.Rows.Count, page.Rows.Count == rows);
    }

    /// <summary>One entity as it stands; no revision where QuickBooks does not have it.</summary>
    public static async Task<Reading> OneAsync(QuickBooksApi api, EntityId id, string token, CancellationToken ct)
    {
        var answer = await api.ReadAsync(token, id, ct);
        return answer.Entity is { } entity
            ? new Reading(answer.Time, [(id, RevisionReader.Read(id, entity, answer.Time))], 1, false)
            : new Reading(answer.Time, [], 0, false);
    }

    private static async Task<Revision> ConfirmAsync(QuickBooksApi api, string token, EntityId id, Revision deletion, CancellationToken ct)
    {
        var read = await api.ReadAsync(token, id, ct);
        return read.Entity is { } entity ? RevisionReader.Read(id, entity, read.Time) : deletion;
    }
}
