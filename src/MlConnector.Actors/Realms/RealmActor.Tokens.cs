using Akka.Actor;
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
            RunAsync(call, _services.Sealer.Open(grant.AccessToken!)).PipeTo(Self);
            return;
        }
        _awaitingToken.Add(call);
        if (_refreshing) return;
        _refreshing = true;
        RefreshAsync(grant).PipeTo(Self);
    }

    private async Task<ApiCallEnded> RunAsync(ApiCall call, string token)
    {
        try
        {
            return new ApiCallEnded(call, token, await call.Run(token, _stopping.Token), null);
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
            var current = _state.Grant?.AccessToken is { } token && _services.Sealer.Open(token) == ended.Token;
            Begin(ended.Call with { Repeated = true, TokenRefused = current });
            return;
        }
        Self.Tell(ended.Call.Failed(ended.Fault));
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
        if (fault.Class == FaultClass.GrantRefused) SaveAll([new GrantRefused(fault.Reason, Now)], () => EndRefresh(fault, renewed: false));
        else EndRefresh(fault, renewed: false);
    }

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

    private static QuickBooksException Unexpected(Exception e) => new(
        FaultClass.Other, new Reason("unexpected", $"The call failed here: {e.GetType().Name}: {e.Message}", "It is tried again; if it stays, see the log."), e);

    /// <param name="Repeated">It was made before and refused; it is not made a third time.</param>
    /// <param name="TokenRefused">The token in hand is no good, whatever its expiry says.</param>
    private sealed record ApiCall(
        Func<string, CancellationToken, Task<object>> Run,
        Func<QuickBooksException, object> Failed,
        bool Repeated = false,
        bool TokenRefused = false);

    private sealed record ApiCallEnded(ApiCall Call, string Token, object? Answer, QuickBooksException? Fault) : INoSerializationVerificationNeeded
    {
        public override string ToString() => nameof(ApiCallEnded);
    }

    private sealed record Refreshed(Grant Of, TokenSet? Tokens, QuickBooksException? Fault) : INoSerializationVerificationNeeded;
}
