using Akka.Actor;
using MlConnector.Actors.Entities;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;

namespace MlConnector.Actors.Realms;

/// <summary>What was handed over to entities, until it is durable there, and until each has ended at ServiceNow.</summary>
public sealed partial class RealmActor
{
    private readonly Unsettled _unsettled = new();
    private readonly List<IActorRef> _waiters = [];
    private readonly Dictionary<IActorRef, Action<int>> _handOvers = [];
    private bool _handedOverSinceSettled;

    private void CommandSettling()
    {
        Command<HandedOver>(OnHandedOver);
        Command<EntitySettled>(OnEntitySettled);
    }

    /// <summary>Hands revisions to their entities and goes on when all are durable.</summary>
    private void HandOverAll(string source, IReadOnlyList<(EntityId Id, Revision Revision)> revisions, Action<int> then)
    {
        if (revisions.Count == 0)
        {
            then(0);
            return;
        }
        var target = Target;
        HandOverAll([.. revisions.Select(r => new Offer(r.Id, r.Revision, source, target))], then);
    }

    private void HandOverAll(IReadOnlyCollection<IForEntity> messages, Action<int> then)
    {
        _handedOverSinceSettled = true;
        // noted before they are handed over: an entity can be settled before its batch is
        foreach (var message in messages) _unsettled.Offered(message.Entity);
        var entities = _services.Regions.Entities;
        _handOvers[Context.ActorOf(Props.Create(() => new HandOver(entities, messages)))] = then;
    }

    private void OnHandedOver(HandedOver over)
    {
        if (!_handOvers.Remove(Sender, out var then)) return;
        foreach (var (id, number) in over.Taken) _unsettled.Taken(id, number);
        then(over.Accepted);
        CheckSettled();
    }

    private void OnEntitySettled(EntitySettled settled)
    {
        if (!_unsettled.Settled(settled.Entity, settled.Number)) return;
        if (_unsettled.Count == MostUnsettled)
        {
            ReadNextPage();
            SweepIds();
        }
        CheckSettled();
    }

    /// <summary>Once nothing is under way any more, says so in the journal and to those who wait for it.</summary>
    private void CheckSettled()
    {
        if (!_swept || _polling || _handOvers.Count > 0 || _unsettled.Count > 0 || _state is { Sync.Done: false } or { NextToSweep: not null } && Active) return;
        if (!_handedOverSinceSettled && _waiters.Count == 0) return;
        _handedOverSinceSettled = false;
        var waiters = _waiters.ToArray();
        _waiters.Clear();
        SaveAll([new ChangesSettled(Now)], () =>
        {
            var poll = _state.LastPoll ?? new LastPoll(Now, "Completed", 0);
            foreach (var waiter in waiters) waiter.Tell(new PollEnded(poll, LastSequenceNr));
        });
    }
}
