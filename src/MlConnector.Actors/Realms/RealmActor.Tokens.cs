using System.Security.Cryptography;
using Akka.Actor;
using Akka.Persistence.Query;
using Akka.Persistence.Sql.Query;
using Akka.Streams;
using Akka.Streams.Dsl;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>The token lifecycle: calls wait for a token that is good, one refresh at a time brings it, durable before it is used.</summary>
public sealed partial class RealmActor
{
    private readonly List<ApiCall> _awaitingToken = [];
    private bool _refreshing;

    private void CommandTokens()
    {
        Command<ApiCallEnded>(OnApiCallEnded);
        Command<Refreshed>(OnRefreshed);
        Command<Rechecked>(OnRechecked);
    }

    /// <summary>Calls QuickBooks with a good token and sends the outcome to this actor; a 401 renews the token and calls once more.</summary>
    private void Call<T>(Func<string, CancellationToken, Task<T>> request, Func<T, object> answered, Func<QuickBooksException, object> failed) =>
        Begin(new ApiCall(async (token, ct) => answered(await request(token, ct)), failed));

    /// <param name="renewed">The token came just now: there is none better, however soon it ends.</param>
    private void Begin(ApiCall call, bool renewed = false)
    {
        if (_state.Grant is not { } grant || _state.GrantFault is not null)
        {
            Self.Tell(call.Failed(NoGrant()));
            return;
        }
        if (!_refreshing && !call.TokenRefused && (renewed || !RealmDecider.NeedsRenewal(grant, Now)))
        {
            RunAsync(call, grant.AccessToken!).PipeTo(Self);
            return;
        }
        _awaitingToken.Add(call);
        Refresh(grant);
    }

    private void Refresh(Grant grant)
    {
        if (_refreshing) return;
        _refreshing = true;
        RefreshAsync(grant).PipeTo(Self);
    }

    private async Task<ApiCallEnded> RunAsync(ApiCall call, SealedSecret token)
    {
        try
        {
            await EnsureBudgetAsync();
            return new ApiCallEnded(call, token, await call.Run(_services.Sealer.Open(token), _stopping.Token), null);
        }
        catch (QuickBooksException e)
        {
            return new ApiCallEnded(call, token, null, e);
        }
        catch (Exception e)
        {
            return new ApiCallEnded(call, token, null, Unexpected(e));
        }
    }

    private void OnApiCallEnded(ApiCallEnded ended)
    {
        if (ended.Fault is null)
        {
            Self.Tell(ended.Answer!);
            return;
        }
        if (ended.Fault.Class == FaultClass.Unauthorized && !ended.Call.Repeated)
        {
            // another call may have had the token renewed meanwhile; then this one only needs the new one
            Begin(ended.Call with { Repeated = true, TokenRefused = IsCurrent(ended.Token) });
            return;
        }
        // a renewed token that is refused too is of a grant that is no good; so says Intuit's own fault, and not any 401 on the way
        var ends = ended.Fault.EndsGrant || ended.Fault is { Class: FaultClass.Unauthorized, Code: not null };
        if (ends && IsCurrent(ended.Token)) EndGrant(ended.Fault, () => Self.Tell(ended.Call.Failed(ended.Fault)));
        else Self.Tell(ended.Call.Failed(ended.Fault));
    }

    private bool IsCurrent(SealedSecret accessToken) => _state.Grant?.AccessToken == accessToken;

    /// <summary>Written again with the rest of a connection it would put an old token in the place of the one that refreshes have brought.</summary>
    private bool IsGivenAgain(SealedSecret? token)
    {
        if (token is null || _state is not { Grant: not null, GrantFault: null, GivenToken: { } given }) return false;
        try
        {
            return _services.Sealer.Open(given) == _services.Sealer.Open(token);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private void EndGrant(QuickBooksException fault, Action then)
    {
        RealmLog.GrantEnded(_log, _realm, fault.Message);
        SaveAll(_state.GrantFault is null ? [new GrantRefused(fault.Reason, Now)] : [], then);
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

    private QuickBooksException NoGrant() => new(
        FaultClass.GrantRefused,
        _state.GrantFault ?? new Reason("no-grant", "QuickBooks has not been authorized for this company.", "Connect it again."));

    private static QuickBooksException Unexpected(Exception e) => new(FaultClass.Other, e is CryptographicException
        ? new Reason("sealed", "The stored credential cannot be opened: the key that it was sealed with is not in the store.", "Restore the store whole, or connect the company again.")
        : new Reason("unexpected", $"The call failed here: {e.GetType().Name}: {e.Message}", "It is tried again; if it stays, see the log."), e);

    /// <param name="Repeated">It was made before and refused; it is not made a third time.</param>
    /// <param name="TokenRefused">The token in hand is no good, whatever its expiry says.</param>
    private sealed record ApiCall(
        Func<string, CancellationToken, Task<object>> Run,
        Func<QuickBooksException, object> Failed,
        bool Repeated = false,
        bool TokenRefused = false);

    private sealed record ApiCallEnded(ApiCall Call, SealedSecret Token, object? Answer, QuickBooksException? Fault) : INoSerializationVerificationNeeded
    {
        public override string ToString() => nameof(ApiCallEnded);
    }

    private sealed record Rechecked(Refreshed Of, long Known, bool Newer, Exception? Failure) : INoSerializationVerificationNeeded;

    private sealed record Refreshed(Grant Of, TokenSet? Tokens, QuickBooksException? Fault) : INoSerializationVerificationNeeded;
}
