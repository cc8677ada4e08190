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
internal record Reading(DateTimeOffset Time, IReadOnlyList<(EntityId Id, Revision Revision)> Revisions, int Rows);

/// <param name="Cut">Types of which the answer held as many as one can: there may be more.</param>
/// <param name="PayableAccounts">The accounts of type Accounts Payable as they are now.</param>
internal sealed record ChangesReading(
    DateTimeOffset Time, IReadOnlyList<(EntityId Id, Revision Revision)> Revisions, int Rows, IReadOnlyList<EntityType> Cut, ImmutableSortedSet<string> PayableAccounts)
    : Reading(Time, Revisions, Rows);

/// <param name="Last">There is no further page of the type.</param>
/// <param name="Counted">Of a last page: how many rows QuickBooks counts in the whole window, where those read are counted too.</param>
internal sealed record PageReading(DateTimeOffset Time, IReadOnlyList<(EntityId Id, Revision Revision)> Revisions, int Rows, bool Last, int? Counted)
    : Reading(Time, Revisions, Rows)
{
    public DateTimeOffset? LastChange { get; } = Revisions.Count == 0 ? null : Revisions.Max(r => r.Revision.UpdatedAt);

    public int BeforeLast => Revisions.Count(r => r.Revision.UpdatedAt < LastChange);
}

/// <summary>The reads that a realm makes, each a task of its own.</summary>
internal static class Readings
{
    /// <param name="accounts">The payable accounts known so far; none where they are to be read anew.</param>
    /// <param name="known">Deletions that are confirmed and taken over: the overlap reports them again, and each look would cost a call.</param>
    public static async Task<ChangesReading> ChangesAsync(
        QuickBooksApi api, ReferenceShelf shelf, RealmId realm, string token, DateTimeOffset since, ImmutableDictionary<EntityId, DateTimeOffset> known,
        ImmutableSortedSet<string>? accounts, CancellationToken ct)
    {
        var answer = await shelf.FollowAsync(lists => api.ChangesSinceAsync(realm, token, [.. RealmDecider.Types], lists, since, ct));
        IReadOnlyList<ChangeSet> answers = answer.Saturated ? await TypeByTypeAsync(api, realm, token, since, ct) : [answer];
        var lists = answer.Saturated ? await shelf.FollowAsync(l => api.ChangesSinceAsync(realm, token, [], l, since, ct)) : answer;
        if (lists.Saturated) shelf.Forget();
        else shelf.Take(lists.Entries);
        var revisions = new List<(EntityId, Revision)>(answers.Sum(a => a.Changes.Count));
        foreach (var one in answers)
        {
            var read = (await shelf.RevisionsAsync([.. one.Changes.Select(c => (c.Id, c.Entity))], one.Time, token, ct))
                .Where(c => !(c.Revision.IsDeletion && known.TryGetValue(c.Id, out var at) && at == c.Revision.UpdatedAt));
            revisions.AddRange(await Task.WhenAll(read.Select(c => c.Revision.IsDeletion ? ConfirmAsync(api, shelf, token, c.Id, c.Revision, ct) : Task.FromResult(c))));
        }
        var payable = accounts is null || lists.Saturated
            ? PayableAccounts.After(PayableAccounts.None, await api.PayableAccountsAsync(realm, token, ct))
            : PayableAccounts.After(accounts, lists.Accounts);
        var cut = answer.Saturated ? answers.Where(a => a.Saturated).SelectMany(a => a.Counts.Keys) : [];
        return new ChangesReading(answer.Time, revisions, revisions.Count, [.. cut], payable);
    }

    public static async Task<PageReading> PageAsync(QuickBooksApi api, ReferenceShelf shelf, RealmId realm, string token, FirstSync sync, int rows, CancellationToken ct)
    {
        var type = sync.Types[0];
        var page = await api.QueryPageAsync(realm, token, type, sync.Begins, sync.Until, sync.Position, rows, ct);
        var last = page.Count < rows;
        int? counted = last && sync.Passed is not null ? await api.CountAsync(realm, token, type, sync.TypeBegins, sync.Until, ct) : null;
        return new PageReading(page.Time, await RevisionsAsync(shelf, page, token, ct), page.Count, last, counted);
    }

    /// <summary>One entity as it stands; no revision where QuickBooks does not have it.</summary>
    public static async Task<Reading> OneAsync(QuickBooksApi api, ReferenceShelf shelf, EntityId id, string token, CancellationToken ct)
    {
        var answer = await api.ReadAsync(token, id, ct);
        return answer.Entity is { } entity
            ? new Reading(answer.Time, [(id, await shelf.RevisionAsync(id, entity, answer.Time, token, ct))], 1)
            : new Reading(answer.Time, [], 0);
    }

    /// <summary>A page of a vendor's documents, and where the next one begins; none after the last.</summary>
    /// <param name="at">The position among documents by when they were created, which no edit moves.</param>
    public static async Task<(Reading Page, FirstSync? Next)> DocumentsAsync(
        QuickBooksApi api, ReferenceShelf shelf, EntityId vendor, string token, FirstSync at, int rows, CancellationToken ct)
    {
        var page = await api.DocumentsPageAsync(vendor, token, at.Types[0], at.Begins, at.Position, rows, ct);
        var next = page.Count < rows ? at.NextType() : at.Page(page.Count, page.LastCreated, null);
        var named = at.Types[0] == EntityType.JournalEntry ? page with { Rows = [.. page.Rows.Where(r => JournalVendors.Name(r.Entity, vendor.Id))] } : page;
        return (new Reading(page.Time, await RevisionsAsync(shelf, named, token, ct), page.Count), next.Done ? null : next);
    }

    /// <summary>Entities that were missing among the ids: as they stand, or as deleted.</summary>
    public static async Task<Reading> MissingAsync(
        QuickBooksApi api, ReferenceShelf shelf, IReadOnlyList<EntityId> ids, string token, DateTimeOffset now, CancellationToken ct)
    {
        var revisions = await Task.WhenAll(ids.Select(id => ConfirmAsync(api, shelf, token, id, Revision.Deletion(now, now), ct)));
        return new Reading(now, revisions, ids.Count);
    }

    private static async Task<IReadOnlyList<ChangeSet>> TypeByTypeAsync(QuickBooksApi api, RealmId realm, string token, DateTimeOffset since, CancellationToken ct)
    {
        var answers = new List<ChangeSet>();
        foreach (var type in RealmDecider.Types) answers.Add(await api.ChangesSinceAsync(realm, token, type, since, ct));
        return answers;
    }

    private static Task<IReadOnlyList<(EntityId Id, Revision Revision)>> RevisionsAsync(ReferenceShelf shelf, QueryPage page, string token, CancellationToken ct) =>
        shelf.RevisionsAsync([.. page.Rows.Select(r => (r.Id, r.Entity))], page.Time, token, ct);

    // changes have been reported as deletions: what can still be read is not gone
    private static async Task<(EntityId, Revision)> ConfirmAsync(
        QuickBooksApi api, ReferenceShelf shelf, string token, EntityId id, Revision deletion, CancellationToken ct)
    {
        var read = await api.ReadAsync(token, id, ct);
        return (id, read.Entity is { } entity ? await shelf.RevisionAsync(id, entity, read.Time, token, ct) : deletion);
    }
}
