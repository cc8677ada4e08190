using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>The renewal of tokens: one at a time, durable before they are used; a refusal is looked into once before the grant is given up.</summary>
public sealed partial class RealmActor
{
    private bool _refreshing;

    private void CommandRefresh()
    {
        Command<Refreshed>(OnRefreshed);
        Command<Rechecked>(OnRechecked);
    }

    private void Refresh(Grant grant)
    {
        if (_refreshing) return;
        _refreshing = true;
        RefreshAsync(grant).PipeTo(Self);
    }

    private async Task<Refreshed> RefreshAsync(Grant grant)
    {
        try
        {
            return new Refreshed(grant, await _services.Tokens.RefreshAsync(_services.Sealer.Open(grant.RefreshToken), _stopping.Token), null);
        }
        catch (QuickBooksException e)
        {
            return new Refreshed(grant, null, e);
        }
        catch (Exception e)
        {
            return new Refreshed(grant, null, Unexpected(e));
        }
    }

    private void OnRefreshed(Refreshed refreshed)
    {
        // the grant was replaced or removed meanwhile: what became of the old one does not matter any more
        if (_state.Grant?.RefreshToken != refreshed.Of.RefreshToken)
        {
            EndRefresh(null, renewed: false);
            return;
        }
        if (refreshed.Tokens is { } tokens)
        {
            SaveAll([new GrantStored(Seal(tokens, refreshed.Of.HardExpiresAt), GrantStored.FromRefresh, Now)], () => EndRefresh(null, renewed: true));
            return;
        }
        var fault = refreshed.Fault!;
        RealmLog.NotRefreshed(_log, _realm, fault.Message);
        if (fault.Class != FaultClass.GrantRefused) EndRefresh(fault, renewed: false);
        else Recheck(refreshed);
    }

    private void Recheck(Refreshed refreshed)
    {
        var known = LastSequenceNr;
        HasNewerEventsAsync(known).PipeTo(Self, success: newer => new Rechecked(refreshed, known, newer, null), failure: e => new Rechecked(refreshed, known, false, e));
    }

    /// <summary>
    /// A refused token may only be an old one: an authorization that came meanwhile, or another process that took the company over, stored
    /// a newer. What is stored is looked at once before the grant is given up.
    /// </summary>
    private void OnRechecked(Rechecked rechecked)
    {
        var fault = rechecked.Of.Fault!;
        if (rechecked.Failure is { } failure) EndRefresh(Unexpected(failure), renewed: false);
        else if (_state.Grant?.RefreshToken != rechecked.Of.Of.RefreshToken) EndRefresh(null, renewed: false);
        // what is newer may be its own
        else if (rechecked.Newer && LastSequenceNr > rechecked.Known) Recheck(rechecked.Of);
        // started anew by its supervisor, it knows all that is stored
        else if (rechecked.Newer) throw new InvalidOperationException($"Another process has written to the journal of {PersistenceId}.");
        else EndGrant(fault, () => EndRefresh(fault, renewed: false));
    }

    private async Task<bool> HasNewerEventsAsync(long than) => (await PersistenceQuery.Get(Context.System).ReadJournalFor<SqlReadJournal>(SqlReadJournal.Identifier)
        .CurrentEventsByPersistenceId(PersistenceId, than + 1, long.MaxValue)
        .RunWith(Sink.Seq<EventEnvelope>(), Context.System.Materializer())).Count > 0;

    private void EndRefresh(QuickBooksException? fault, bool renewed)
    {
        _refreshing = false;
        var calls = _awaitingToken.ToArray();
        _awaitingToken.Clear();
        foreach (var call in calls)
        {
            if (fault is null) Begin(call with { TokenRefused = false }, renewed);
            else Self.Tell(call.Failed(fault));
        }
    }

    private Grant Seal(TokenSet tokens, DateTimeOffset? hardExpiresAt) => new(
        _services.Sealer.Seal(tokens.AccessToken),
        tokens.AccessExpiresAt,
        _services.Sealer.Seal(tokens.RefreshToken),
        tokens.RefreshExpiresAt,
        tokens.HardExpiresAt ?? hardExpiresAt);

    private sealed record Rechecked(Refreshed Of, long Known, bool Newer, Exception? Failure) : INoSerializationVerificationNeeded;

    private sealed record Refreshed(Grant Of, TokenSet? Tokens, QuickBooksException? Fault) : INoSerializationVerificationNeeded;
}
