using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using MlConnector.Actors.Entities;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Realms;

/// <summary>
/// Whether the instance is fit for what is to be written: looked at once before the first record, and again while required
/// checks fail. A type without a table is off; what came of it meanwhile is taken up once there is one.
/// </summary>
public sealed partial class RealmActor
{
    private const string InstanceTimer = "instance";

    private ImmutableSortedSet<EntityType>? _off;
    private bool _looking;
    private int _failedLooks;

    // whoever writes waits for the first look, which takes a moment
    private bool AwaitsLook => _looking && _state.Unchecked == true;

    private void CommandInstance()
    {
        Command<LookAgain>(_ => LookAtInstance());
        Command<Looked>(l =>
        {
            _looking = false;
            OnInstanceSeen(l.Seen);
        });
        Command<InstanceSeen>(OnInstanceSeen);
        Command<TurnedOnFound>(OnTurnedOnFound);
        Command<TurnedOnFaulted>(f =>
        {
            _off = null;
            TellWriter();
            RealmLog.SweepFailed(_log, f.Failure, _realm);
            LookLater();
        });
    }

    private void LookAtInstance()
    {
        if (_looking || _state is not { Exists: true, Removed: false } || !(_state.Unchecked == true || _state.Held)) return;
        _looking = true;
        Timers.Cancel(InstanceTimer);
        var (target, secret) = (_state.Settings!.ServiceNow, _state.ServiceNowSecret);
        LookAsync(target, secret).PipeTo(Self);
    }

    private async Task<Looked> LookAsync(ServiceNowSettings target, SealedSecret? secret)
    {
        try
        {
            return new Looked(InstanceSeen.Of(_realm, target, secret, await _services.Instances.LookAsync(target, secret, _stopping.Token)));
        }
        catch (Exception)
        {
            return new Looked(new InstanceSeen(_realm, target, secret, null));
        }
    }

    private void OnInstanceSeen(InstanceSeen seen)
    {
        if (_state is not { Settings: { } settings, Removed: false } || _off is not null) return;
        if (!settings.ServiceNow.GoesTo(seen.Target) || _state.ServiceNowSecret != seen.Secret)
        {
            LookAtInstance();
            return;
        }
        if (seen.Found is not { } found)
        {
            // it does not answer: whoever writes finds out in what way, and waits as for any outage
            TellWriter();
            LookLater();
            return;
        }
        var taken = RealmDecider.TakeChecks(_state, found, Now);
        if (taken is null)
        {
            LookLater();
            return;
        }
        var on = (_state.Instance ?? Readiness.Unlimited).Off.Except(found.Off);
        if (on.IsEmpty) KeepChecks(taken);
        else TurnOn(on, taken);
    }

    /// <summary>What came while a type was off is handed over before the change is kept: after a crash in between it is seen again.</summary>
    private void TurnOn(ImmutableSortedSet<EntityType> types, InstanceChecked taken)
    {
        _off = [.. taken.Off];
        TellWriter();
        FindAsync(new ReplayFilter([.. types], null, [EntityStatus.Ignored], null, null, false, null), LastSequenceNr)
            .PipeTo(Self, success: found => new TurnedOnFound(found, taken), failure: e => new TurnedOnFaulted(e));
    }

    private void OnTurnedOnFound(TurnedOnFound found)
    {
        var target = Target;
        if (found.Entities.Count == 0) Keep();
        else HandOverAll([.. found.Entities.Select(id => new Reconsider(id, Reconsideration.Table, target))], _ => Keep());

        void Keep()
        {
            _off = null;
            KeepChecks(found.Taken);
        }
    }

    private void KeepChecks(InstanceChecked taken) => SaveAll([taken], () =>
    {
        if (_state.Held) RealmLog.Held(_log, _realm, string.Join("; ", taken.Failed));
        if (taken.Off.Count > 0) RealmLog.TurnedOff(_log, _realm, string.Join(", ", taken.Off));
        if (!_state.Held) _failedLooks = 0;
        TellWriter();
        LookLater();
        GoOn();
    });

    private void LookLater()
    {
        if (_state.Unchecked != true && !_state.Held || Timers.IsTimerActive(InstanceTimer)) return;
        Timers.StartSingleTimer(InstanceTimer, LookAgain.Instance, RetryDelay.After(++_failedLooks, Random.Shared.NextDouble()));
    }

    private sealed record Looked(InstanceSeen Seen) : INoSerializationVerificationNeeded;

    private sealed record TurnedOnFound(IReadOnlyList<EntityId> Entities, InstanceChecked Taken) : INoSerializationVerificationNeeded;

    private sealed record TurnedOnFaulted(Exception Failure) : INoSerializationVerificationNeeded;

    private sealed class LookAgain : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly LookAgain Instance = new();

        private LookAgain() { }
    }
}
