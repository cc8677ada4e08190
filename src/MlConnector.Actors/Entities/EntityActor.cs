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
public sealed class EntityActor : ReceivePersistentActor
{
    private const int EventsForASnapshot = 50;
    private const string NotAtSourceCode = "not-at-source";

    private readonly EntityId _id;
    private readonly Regions _regions;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private EntityState _state = EntityState.Empty;
    private WriteTarget? _target;
    private Dictionary<EntityId, string>? _references;
    private Dictionary<EntityId, string>? _rates;
    private HashSet<EntityId>? _waiting;
    private bool _begun;

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

    private bool Pending => _state.Status == EntityStatus.Pending;

    private void OnOffer(Offer offer)
    {
        var decision = EntityDecider.Offer(_state, offer.Revision, offer.Source, Now);
        Save(decision.Event, () =>
        {
            Sender.Tell(new Taken(_id, decision.Outcome, Pending ? _state.Number : 0));
            Continue(offer.Target);
        });
    }

    private void OnNudge(Nudge nudge)
    {
        if (Pending) Continue(nudge.Target);
        else TellSettled();
    }

    private void OnReplay(Replay replay) =>
        Save(EntityDecider.Replay(_state, replay.ReplayId, replay.Why, Now), () => Continue(replay.Target));

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
        var e = _state.Latest is null ? null : EntityDecider.Reconsider(_state, Map() is not MapResult.Unconcerned, Now);
        Save(e, () =>
        {
            Sender.Tell(new Taken(_id, OfferOutcome.Unchanged, Pending ? _state.Number : 0));
            Continue(reconsider.Target);
        });
    }

    /// <summary>Does whatever is next for the newest revision. Harmless when it is under way already.</summary>
    private void Continue(WriteTarget target)
    {
        _target = target;
        // which accounts are payable is not known yet: the next reminder brings it
        if (!Pending || _id.Type == EntityType.JournalEntry && target.PayableAccounts is null) return;
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
        : StagingMapper.Map(_id, _state.Latest.Payload, _target?.PayableAccounts);

    /// <summary>Sends the document once all the records that it refers to are known; asks for the first that is not.</summary>
    private void Resolve(StagingDocument document)
    {
        foreach (var other in document.References)
        {
            if (_references?.ContainsKey(other) == true) continue;
            _regions.Entities.Tell(new NeedRecord(other, _id, _target!));
            return;
        }
        var supplier = _id.Type == EntityType.Vendor ? _target!.RuleFor(_id, _state) : null;
        var order = new WriteOrder(PayableRate.Apply(document, _rates ?? []), _references ?? [], _state.Records, supplier);
        _regions.Writers.Tell(new Write(_target!.Writer, _id, _state.Number, order, _begun));
        _begun = true;
    }

    private void OnRecordReady(RecordReady ready)
    {
        if (!Pending || _target is null) return;
        if (ready.SysId is null)
        {
            // what QuickBooks has goes on by itself once it is staged; what QuickBooks has not, a person must correct
            if (ready.Reason?.Code == NotAtSourceCode) Park(ready.Reason);
            else Save(EntityDecider.Defer(_state, _state.Number, Waiting(ready), Now), TellSettled);
            return;
        }
        if (Map() is not MapResult.Mapped { Document: var document } || !document.References.Contains(ready.Of)) return;
        (_references ??= [])[ready.Of] = ready.SysId;
        if (ready.Rate is { } rate) (_rates ??= [])[ready.Of] = rate;
        Resolve(document);
    }

    private static Reason Waiting(RecordReady ready) => new(
        "waits-for-record",
        $"It refers to {ready.Of.Type} {ready.Of.Id}, which is not in ServiceNow: {ready.Reason?.Text}",
        ready.Reason?.NextStep ?? "It goes on by itself once that one is staged.");

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
            case WriteOutcome.Deferred d:
                Save(EntityDecider.Defer(_state, ended.Number, d.Reason, Now), () => { });
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

    private void TellSettled() => _regions.Realms.Tell(new EntitySettled(_id.Realm, _id, _state.Number));

    private void OnNeedRecord(NeedRecord need)
    {
        if (Answer(need.For)) return;
        (_waiting ??= []).Add(need.For);
        if (_state.Status == EntityStatus.Unknown) _regions.Realms.Tell(new FetchEntity(_id.Realm, _id));
        else Continue(need.Target);
    }

    private void TellWaiting()
    {
        if (_waiting is null) return;
        _waiting.RemoveWhere(Answer);
        if (_waiting.Count == 0) _waiting = null;
    }

    /// <summary>
    /// Answers as far as there is an answer: a record that stands there serves, even if a newer revision is on its way.
    /// False while there is none yet: who was told why waits on, and is told again.
    /// </summary>
    private bool Answer(EntityId other)
    {
        var key = _id.ExternalKey;
        var sysId = _state.Records.FirstOrDefault(r => r.Key == key)?.SysId;
        if (sysId is null && _state.Status is EntityStatus.Unknown or EntityStatus.Pending) return false;
        _regions.Entities.Tell(new RecordReady(other, _id, sysId, _state.Reason ?? Gone(), Rate()));
        return sysId is not null;
    }

    private string? Rate() => _id.Type == EntityType.Bill && _state.Latest is { IsDeletion: false } bill ? PayableRate.Of(bill.Payload) : null;

    private void OnNotAtSource()
    {
        if (_state.Status != EntityStatus.Unknown || _waiting is null) return;
        foreach (var other in _waiting) _regions.Entities.Tell(new RecordReady(other, _id, null, Gone()));
        _waiting = null;
    }

    private Reason Gone() => new(
        NotAtSourceCode, $"QuickBooks has no {_id.Type} {_id.Id}.", "Correct the reference in QuickBooks; it is then taken up by itself.");

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
