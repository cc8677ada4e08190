using Akka.Actor;
using Akka.Event;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>
/// A person's authorization: the code is exchanged once, its tokens are durable before either is used, and they replace the
/// grant in use only when a read with them proves that they are this company's.
/// </summary>
public sealed partial class RealmActor
{
    private const string ConfirmTimer = "confirm";

    private int _failedConfirmations;
    private bool _confirming;

    private void CommandAuthorization()
    {
        Command<Authorize>(a => ExchangeAsync(a, Sender).PipeTo(Self));
        Command<Exchanged>(OnExchanged);
        Command<Proven>(OnProven);
        Command<ConfirmAgain>(_ => Confirm(ActorRefs.Nobody));
    }

    private async Task<Exchanged> ExchangeAsync(Authorize authorize, IActorRef sender)
    {
        try
        {
            return new Exchanged(sender, await _services.Tokens.ExchangeAsync(authorize.Code, authorize.RedirectUrl, _stopping.Token), null);
        }
        catch (Exception e)
        {
            return new Exchanged(sender, null, e as QuickBooksException ?? Unexpected(e));
        }
    }

    private void OnExchanged(Exchanged exchanged)
    {
        if (exchanged.Tokens is not { } tokens)
        {
            RealmLog.NotAuthorized(_log, _realm, exchanged.Fault!.Message);
            exchanged.Sender.Tell(new AuthorizationReply(AuthorizationOutcome.Refused, null, exchanged.Fault.Reason));
            return;
        }
        SaveAll([new AuthorizationReceived(Seal(tokens, null), Now)], () =>
        {
            _failedConfirmations = 0;
            Confirm(exchanged.Sender);
        });
    }

    /// <summary>Proves the tokens that were received last; taken up again after a crash or a fault until it is clear.</summary>
    /// <param name="renew">The access token in hand was refused: renew it first. That is done once.</param>
    private void Confirm(IActorRef sender, bool renew = false, bool renewed = false)
    {
        if (_state.Candidate is not { } candidate) return;
        // one person waits at most: whoever asks while another proof is under way is told to look again
        if (_confirming)
        {
            sender.Tell(new AuthorizationReply(AuthorizationOutcome.Unconfirmed, null, null));
            return;
        }
        _confirming = true;
        ProveAsync(candidate, renew, renewed, sender).PipeTo(Self);
    }

    private async Task<Proven> ProveAsync(Grant candidate, bool renew, bool renewed, IActorRef sender)
    {
        var proven = new Proven(sender, candidate, renewed);
        try
        {
            return renew
                ? proven with { Tokens = await _services.Tokens.RefreshAsync(_services.Sealer.Open(candidate.RefreshToken), _stopping.Token) }
                : proven with { Company = await _services.Api.CompanyInfoAsync(_realm, _services.Sealer.Open(candidate.AccessToken!), _stopping.Token) };
        }
        catch (Exception e)
        {
            return proven with { Fault = e as QuickBooksException ?? Unexpected(e) };
        }
    }

    private void OnProven(Proven proven)
    {
        _confirming = false;
        if (_state.Candidate != proven.Candidate)
        {
            // a newer authorization, or a removal, came in between
            proven.Sender.Tell(new AuthorizationReply(AuthorizationOutcome.Unconfirmed, null, null));
            Confirm(ActorRefs.Nobody);
        }
        else if (proven.Tokens is { } tokens)
        {
            SaveAll([new AuthorizationReceived(Seal(tokens, proven.Candidate.HardExpiresAt), Now)], () => Confirm(proven.Sender, renewed: true));
        }
        else if (proven.Company is { } company)
        {
            SaveAll([new GrantStored(proven.Candidate, GrantStored.FromAuthorization, Now)], () =>
            {
                RealmLog.Authorized(_log, _realm);
                var connected = _state is { Exists: true, Removed: false };
                proven.Sender.Tell(new AuthorizationReply(connected ? AuthorizationOutcome.Connected : AuthorizationOutcome.AwaitsSettings, company.CompanyName, null));
                GoOn();
            });
        }
        else if (proven is { Fault.Class: FaultClass.Unauthorized, Renewed: false })
        {
            Confirm(proven.Sender, renew: true);
        }
        else
        {
            OnNotProven(proven.Sender, proven.Fault!);
        }
    }

    private void OnNotProven(IActorRef sender, QuickBooksException fault)
    {
        RealmLog.NotAuthorized(_log, _realm, fault.Message);
        if (fault.Class is FaultClass.Forbidden or FaultClass.Unauthorized or FaultClass.NotFound or FaultClass.GrantRefused)
        {
            SaveAll([new AuthorizationRejected(fault.Reason, Now)], () => sender.Tell(new AuthorizationReply(AuthorizationOutcome.Refused, null, fault.Reason)));
            return;
        }
        sender.Tell(new AuthorizationReply(AuthorizationOutcome.Unconfirmed, null, fault.Reason));
        Timers.StartSingleTimer(ConfirmTimer, ConfirmAgain.Instance, fault.RetryAfter ?? RetryDelay.After(++_failedConfirmations, Random.Shared.NextDouble()));
    }

    private sealed record Exchanged(IActorRef Sender, TokenSet? Tokens, QuickBooksException? Fault) : INoSerializationVerificationNeeded;

    private sealed record Proven(IActorRef Sender, Grant Candidate, bool Renewed) : INoSerializationVerificationNeeded
    {
        public TokenSet? Tokens { get; init; }

        public CompanyInfo? Company { get; init; }

        public QuickBooksException? Fault { get; init; }
    }

    private sealed class ConfirmAgain : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly ConfirmAgain Instance = new();

        private ConfirmAgain() { }
    }
}
