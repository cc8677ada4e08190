using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.Domain.References;
using MlConnector.Domain.Staging;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>
/// A company's lists, shared by the readings that run beside each other. A list is read whole when the first document needs it; from
/// then on change data capture keeps it up to date. What is new here is durable once the realm has taken and kept it.
/// </summary>
internal sealed class ReferenceShelf(QuickBooksApi api, RealmId realm, ReferenceBook book, ILogger log)
{
    private const int MostUnreadable = 3;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<ReferenceType, int> _unreadable = [];
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Reference> _new = new(StringComparer.Ordinal);
    private IReadOnlyList<ReferenceType> _followed = [ReferenceType.Account, ReferenceType.Item, ReferenceType.Term, ReferenceType.Class, ReferenceType.Department];
    private ReferenceBook _book = book;
    private bool _changed;

    /// <summary>Revisions of objects as they were read, each with what it refers to.</summary>
    public async Task<IReadOnlyList<(EntityId Id, Revision Revision)>> RevisionsAsync(
        IReadOnlyList<(EntityId Id, JsonElement Entity)> rows, DateTimeOffset readAt, string token, CancellationToken ct)
    {
        while (true)
        {
            var missing = new HashSet<ReferenceType>();
            var known = _book;
            var revisions = rows.Select(r => (r.Id, RevisionReader.Read(r.Id, r.Entity, readAt, known, missing))).ToList();
            if (missing.Count == 0) return revisions;
            foreach (var list in missing) await LoadAsync(list, token, ct);
        }
    }

    public async Task<Revision> RevisionAsync(EntityId id, JsonElement entity, DateTimeOffset readAt, string token, CancellationToken ct) =>
        (await RevisionsAsync([(id, entity)], readAt, token, ct))[0].Revision;

    /// <summary>
    /// Asks for changes with those of the lists. A company whose plan lacks one may refuse the whole question: then accounts alone are
    /// asked for, which decide what is carried, and the other lists stay as they were read.
    /// </summary>
    public async Task<ChangeSet> FollowAsync(Func<IReadOnlyList<ReferenceType>, Task<ChangeSet>> ask)
    {
        var followed = _followed;
        try
        {
            return await ask(followed);
        }
        catch (QuickBooksException e) when (followed.Count > 1 && IsRefusal(e))
        {
            var answer = await ask([ReferenceType.Account]);
            RealmLog.ListRefused(log, realm, string.Join(", ", followed.Skip(1)), e.Message);
            _followed = [ReferenceType.Account];
            return answer;
        }
    }

    /// <summary>Entries of lists changed; those of lists that nobody needed so far are of no interest.</summary>
    public void Take(IEnumerable<ListEntry> entries)
    {
        lock (_gate) Put(entries.Where(e => _book.Loaded.Contains(e.List)));
    }

    /// <summary>Changes may have been missed: each list is read anew when it is needed next.</summary>
    public void Forget()
    {
        lock (_gate) (_book, _changed) = (_book.Forget(), _changed || !_book.Loaded.IsEmpty);
    }

    /// <summary>What is new since it was last asked for; whoever asks keeps it.</summary>
    public ReferencesRead? TakeNew(DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_changed) return null;
            var read = new ReferencesRead(_new.ToImmutableSortedDictionary(StringComparer.Ordinal), [.. _book.Loaded], at);
            _new.Clear();
            _changed = false;
            return read;
        }
    }

    private async Task LoadAsync(ReferenceType list, string token, CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            if (_book.Loaded.Contains(list)) return;
            var entries = await ReadAsync(list, token, ct);
            lock (_gate)
            {
                Put(entries.Select(e => new ListEntry(list, e)));
                (_book, _changed) = (_book with { Loaded = _book.Loaded.Add(list) }, true);
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<IReadOnlyList<JsonElement>> ReadAsync(ReferenceType list, string token, CancellationToken ct)
    {
        try
        {
            return await api.ListAsync(realm, token, list, ct);
        }
        catch (QuickBooksException e) when (IsRefusal(e) || e.Class == FaultClass.TooBig || e.Class == FaultClass.Malformed && StaysUnreadable(list))
        {
            // names are not worth holding documents up
            RealmLog.ListRefused(log, realm, list.ToString(), e.Message);
            return [];
        }
    }

    /// <summary>A page of maintenance passes, and is no list without entries; an answer that nobody can read ever does not.</summary>
    private bool StaysUnreadable(ReferenceType list) => (_unreadable[list] = _unreadable.GetValueOrDefault(list) + 1) > MostUnreadable;

    // the user may not see it, the plan does not have it, or nobody knows it: to ask again does not help
    private static bool IsRefusal(QuickBooksException e) => e.Code is 5020 or 5030 || e.Class is FaultClass.Query or FaultClass.NotFound or FaultClass.Other;

    private void Put(IEnumerable<ListEntry> entries)
    {
        var changed = new Dictionary<string, Reference>(StringComparer.Ordinal);
        foreach (var (list, entry) in entries)
        {
            if (ReferenceReader.Read(list, entry) is { } read && _book.Find(read.Id) != read.Reference) changed[read.Id.ToString()] = read.Reference;
        }
        if (changed.Count == 0) return;
        foreach (var (id, reference) in changed) _new[id] = reference;
        (_book, _changed) = (_book.With(changed), true);
    }
}
