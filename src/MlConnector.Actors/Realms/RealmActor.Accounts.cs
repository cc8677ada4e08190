using System.Collections.Immutable;
using Akka.Actor;
using MlConnector.Actors.Entities;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Realms;

/// <summary>
/// Which accounts are payable decides which journal entries are carried. When that changes, all entries are looked at again before
/// the change is kept: after a crash in between it is seen again, and so are they.
/// </summary>
public sealed partial class RealmActor
{
    private static readonly ReplayFilter Decided = new(
        [EntityType.JournalEntry], null, [EntityStatus.Staged, EntityStatus.Ignored, EntityStatus.Parked], null, null, false, null);

    private ImmutableSortedSet<string>? _payable;
    private bool _accountsDoubted;

    private void CommandAccounts()
    {
        Command<JournalEntriesFound>(OnJournalEntriesFound);
        Command<AccountsFaulted>(f =>
        {
            _payable = null;
            Self.Tell(new PollFaulted(Unexpected(f.Failure)));
        });
    }

    private void TakeAccounts(ImmutableSortedSet<string> accounts, Action then)
    {
        var taken = RealmDecider.TakeAccounts(_state, accounts, Now);
        if (taken is null || _state.PayableAccounts is null)
        {
            SaveAll(taken is null ? [] : [taken], then);
            return;
        }
        RealmLog.AccountsChanged(_log, _realm);
        _payable = accounts;
        FindAsync(Decided, LastSequenceNr)
            .PipeTo(Self, success: found => new JournalEntriesFound(found, taken, then), failure: e => new AccountsFaulted(e));
    }

    /// <summary>Changes were missed, and those of lists may be among them: the accounts are read with the next poll, the others when they are needed.</summary>
    private IEnumerable<IRealmEvent> DoubtLists()
    {
        _accountsDoubted = true;
        _shelf.Forget();
        return NewReferences();
    }

    private IEnumerable<IRealmEvent> NewReferences() => _shelf.TakeNew(Now) is { } read ? [read] : [];

    private async Task<IReadOnlyList<EntityId>> FindAsync(ReplayFilter filter, long upTo)
    {
        await _services.ReadSide.ReachedAsync(_realm, upTo, _stopping.Token);
        return await _services.ReadSide.MatchAsync(_realm, filter, _stopping.Token);
    }

    private void OnJournalEntriesFound(JournalEntriesFound found)
    {
        var target = Target;
        if (found.Entries.Count == 0) Keep();
        else HandOverAll([.. found.Entries.Select(id => new Reconsider(id, Reconsideration.Accounts, target))], _ => Keep());

        void Keep() => SaveAll([found.Taken], () =>
        {
            _payable = null;
            found.Then();
        });
    }

    private sealed record JournalEntriesFound(IReadOnlyList<EntityId> Entries, PayableAccountsRead Taken, Action Then) : INoSerializationVerificationNeeded;

    private sealed record AccountsFaulted(Exception Failure) : INoSerializationVerificationNeeded;
}
