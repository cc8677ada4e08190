using System.Security.Cryptography;
using Akka.Actor;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>Calls, which wait for a token that is good; one that is refused is renewed once.</summary>
public sealed partial class RealmActor
{
    private readonly List<ApiCall> _awaitingToken = [];

    private void CommandTokens()
    {
        Command<ApiCallEnded>(OnApiCallEnded);
        CommandRefresh();
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
}
