using Akka.Actor;
using Akka.Persistence;
using Microsoft.Extensions.Logging;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Sharding;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Entities;

/// <summary>
/// One QuickBooks entity. Takes its revisions over durably, and sees to it that the newest one gets into ServiceNow;
/// a nudge from its realm makes it go on where a crash or an outage stopped it.
/// </summary>
public sealed partial class EntityActor : ReceivePersistentActor
{
    private const int EventsForASnapshot = 50;

    private readonly EntityId _id;
    private readonly Regions _regions;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private EntityState _state = EntityState.Empty;
    private WriteTarget? _target;
    private bool _begun;
    private bool _live;
    private long _held;

    public EntityActor(EntityId id, Regions regions, TimeProvider time, ILogger log)
    {
        (_id, _regions, _time, _log) = (id, regions, time, log);

        Recover<IEntityEvent>(e => _state = _state.Apply(e));
        Recover<SnapshotOffer>(s => _state = (EntityState)s.Snapshot);
        // only the end of a write proves that none is under way
        Recover<RecoveryCompleted>(_ => _begun = _state.Status is not (EntityStatus.Unknown or EntityStatus.Staged or EntityStatus.Removed));

        Command<Offer>(OnOffer);
        Command<Nudge>(OnNudge);
        Command<WriteEnded>(OnWriteEnded);
        Command<NeedRecord>(OnNeedRecord);
        Command<RecordReady>(OnRecordReady);
        Command<NotAtSource>(_ => OnNotAtSource());
        Command<Replay>(OnReplay);
        // a payment's, which this bill had replayed
        Command<Taken>(_ => { });
        Command<Reconsider>(OnReconsider);
        Command<ChooseSupplier>(OnChooseSupplier);
        Command<GetEntity>(_ => Sender.Tell(_state));
        Command<SaveSnapshotSuccess>(s => DeleteSnapshots(new SnapshotSelectionCriteria(s.Metadata.SequenceNr - 1)));
        Command<SaveSnapshotFailure>(f => EntityLog.SnapshotFailed(_log, f.Cause, _id));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(_ => { });
        Command<StopEntity>(_ => Context.Stop(Self));
    }

    public override string PersistenceId => _id.PersistenceId;

    private DateTimeOffset Now => _time.GetUtcNow();

    // what stands there already is still kept up to date
    private bool IsOff => _state.Records.IsEmpty && _target?.Off?.Contains(_id.Type) == true;

    private bool Pending => _state.Status == EntityStatus.Pending;

    // it waits for people in the instance, for days perhaps: nobody is to wait for it
    private bool Held => _held == _state.Number;

    private void OnOffer(Offer offer)
    {
        var decision = EntityDecider.Offer(_state, offer.Revision, offer.Source, Now);
        var before = _state.Latest;
        Save(decision.Event, () =>
        {
            if (decision.Outcome == OfferOutcome.Accepted) _live = offer.Source != Offer.FromReading;
            TellTaken(decision.Outcome);
            Continue(offer.Target);
            if (decision.Outcome == OfferOutcome.Accepted) TellPayments(before, offer.Target);
        });
    }

    private void OnNudge(Nudge nudge)
    {
        if (Pending) Continue(nudge.Target);
        if (!Pending || Held) TellSettled();
    }

    private void OnReplay(Replay replay) => Save(EntityDecider.Replay(_state, replay.ReplayId, replay.Why, Now), () =>
    {
        TellTaken(OfferOutcome.Unchanged);
        Continue(replay.Target);
    });

    private void OnChooseSupplier(ChooseSupplier choice)
    {
        var known = _state.Latest is not null && (choice.SysId ?? _state.MappedTo) is not null;
        Save(known ? EntityDecider.Map(_state, choice.SysId, choice.By, choice.Why, Now) : null, () =>
        {
            Sender.Tell(new SupplierChosen(known));
            if (known) Continue(choice.Target);
        });
    }

    private void OnReconsider(Reconsider reconsider)
    {
        _target = reconsider.Target;
        var e = _state.Latest is null ? null : EntityDecider.Reconsider(_state, !IsOff && Map() is not MapResult.Unconcerned, reconsider.Cause, Now);
        Save(e, () =>
        {
            TellTaken(OfferOutcome.Unchanged);
            Continue(reconsider.Target);
        });
    }

    /// <summary>Does whatever is next for the newest revision. Harmless when it is under way already.</summary>
    private void Continue(WriteTarget target)
    {
        _target = target;
        // which accounts are payable is not known yet: the next reminder brings it
        if (!Pending || _id.Type == EntityType.JournalEntry && target.PayableAccounts is null) return;
        if (IsOff)
        {
            Settle(EntityDecider.TurnOff(_state, _id.Type, Now));
            return;
        }
        switch (Map())
        {
            case MapResult.Mapped { Document: var document }:
                Resolve(document);
                break;
            case MapResult.Unfit { Reason: var reason }:
                Park(reason);
                break;
            case MapResult.Unconcerned { Leaving: var document } when !_state.Records.IsEmpty:
                Resolve(document);
                break;
            case MapResult.Unconcerned { Reason: var reason }:
                Settle(EntityDecider.Ignore(_state, _state.Number, reason, Now));
                break;
        }
    }

    private MapResult Map() => _state.Latest!.IsDeletion
        ? StagingMapper.Removed(_id, _state.Latest.UpdatedAt)
        : StagingMapper.Map(_id, _state.Latest.Payload, _target?.PayableAccounts, _state.Latest.Named);

    private void OnWriteEnded(WriteEnded ended)
    {
        // a reference found yesterday may be gone tomorrow: it is asked for anew with the next revision
        if (ended.Number == _state.Number && ended.Outcome is not WriteOutcome.Deferred) (_references, _begun) = (null, false);
        switch (ended.Outcome)
        {
            case WriteOutcome.Written w:
                Settle(EntityDecider.Written(_state, ended.Number, ended.Standing, w.Records, w.Requests, w.Note, Now));
                break;
            case WriteOutcome.Refused r when ended.Number == _state.Number:
                Park(r.Reason);
                break;
            case WriteOutcome.Off o when ended.Number == _state.Number:
                Settle(EntityDecider.Ignore(_state, _state.Number, o.Reason, Now));
                break;
            case WriteOutcome.Deferred d:
                Save(EntityDecider.Defer(_state, ended.Number, d.Reason, Now), () =>
                {
                    if (d.Held) _held = ended.Number;
                    if (Held) TellSettled();
                });
                break;
            default:
                if (_target is not null) Continue(_target);
                break;
        }
    }

    private void Park(Reason reason)
    {
        EntityLog.Parked(_log, _id, reason.Code, reason.Text);
        Settle(EntityDecider.Park(_state, _state.Number, reason, Now));
    }

    /// <summary>Keeps how a revision ended, then tells those who wait for it, or goes on with a newer one.</summary>
    private void Settle(IEntityEvent? e) => Save(e, () =>
    {
        if (Pending)
        {
            if (e is not null && _target is not null) Continue(_target);
            return;
        }
        TellSettled();
        TellWaiting();
    });

    private void TellTaken(OfferOutcome outcome) => Sender.Tell(new Taken(_id, outcome, Pending ? _state.Number : 0));

    private void TellSettled() => _regions.Realms.Tell(new EntitySettled(_id.Realm, _id, _state.Number));

    /// <summary>Persists, applies, goes on; goes on at once when there is nothing to persist.</summary>
    private void Save(IEntityEvent? e, Action then)
    {
        if (e is null)
        {
            then();
            return;
        }
        Persist(e, persisted =>
        {
            _state = _state.Apply(persisted);
            if (LastSequenceNr % EventsForASnapshot == 0) SaveSnapshot(_state);
            then();
        });
    }
}
