using Akka.Actor;
using MlConnector.Actors.Realms;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Staging;
using MlConnector.ServiceNow.Writing;

namespace MlConnector.Actors.Entities;

/// <summary>What refers to what: an entity asks those that its records refer to where theirs stand, and answers those that ask it.</summary>
public sealed partial class EntityActor
{
    private const string NotAtSourceCode = "not-at-source";

    private Dictionary<EntityId, string>? _references;
    private Dictionary<EntityId, string>? _rates;
    private HashSet<EntityId>? _waiting;

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
        _regions.Writers.Tell(new Write(_target!.Writer, _id, _state.Number, order, _begun, _live));
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

    private string? Rate() => RateOf(_state.Latest);

    private string? RateOf(Revision? revision) => _id.Type == EntityType.Bill && revision is { IsDeletion: false } bill ? PayableRate.Of(bill.Payload) : null;

    /// <summary>The payments of a bill bear its rate: when that changes they are written again.</summary>
    private void TellPayments(Revision? before, WriteTarget target)
    {
        if (RateOf(before) is not { } old || Rate() is not { } rate || rate == old) return;
        foreach (var payment in PayableRate.PaymentsOf(_state.Latest!.Payload))
            _regions.Entities.Tell(new Replay(new EntityId(_id.Realm, EntityType.BillPayment, payment), "rate", $"The rate of bill {_id.Id} changed in QuickBooks.", target));
    }

    private void OnNotAtSource()
    {
        if (_state.Status != EntityStatus.Unknown || _waiting is null) return;
        foreach (var other in _waiting) _regions.Entities.Tell(new RecordReady(other, _id, null, Gone()));
        _waiting = null;
    }

    private Reason Gone() => new(
        NotAtSourceCode, $"QuickBooks has no {_id.Type} {_id.Id}.", "Correct the reference in QuickBooks; it is then taken up by itself.");
}
