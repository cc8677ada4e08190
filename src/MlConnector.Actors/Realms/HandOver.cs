using Akka.Actor;
using Akka.Event;
using MlConnector.Actors.Entities;
using MlConnector.Actors.Writers;
using MlConnector.Domain;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.Realms;

/// <summary>
/// Hands a batch of revisions to their entities, so many at a time, and again to those that do not answer.
/// Its parent is told when every one of them is durable.
/// </summary>
internal sealed class HandOver : ReceiveActor, IWithTimers
{
    private const int Window = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IActorRef _entities;
    private readonly WriteTarget _target;
    private readonly string _source;
    private readonly Queue<(EntityId Id, Revision Revision)> _waiting;
    private readonly Dictionary<EntityId, Revision> _offered = [];
    private readonly List<(EntityId, long)> _taken = [];
    private int _accepted;
    private bool _moved;

    public HandOver(IActorRef entities, WriteTarget target, string source, IReadOnlyCollection<(EntityId, Revision)> revisions)
    {
        (_entities, _target, _source, _waiting) = (entities, target, source, new(revisions));
        Receive<Taken>(OnTaken);
        Receive<Again>(_ => OnAgain());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer(Again.Instance, Again.Instance, Patience);
        Fill();
    }

    private void OnTaken(Taken taken)
    {
        if (!_offered.Remove(taken.Entity)) return;
        _moved = true;
        if (taken.Outcome == OfferOutcome.Accepted) _accepted++;
        _taken.Add((taken.Entity, taken.Pending));
        Fill();
    }

    private void Fill()
    {
        // two revisions of one entity keep their order: the second waits for the first
        while (_offered.Count < Window && _waiting.TryPeek(out var next) && _offered.TryAdd(next.Id, next.Revision))
        {
            _waiting.Dequeue();
            Offer(next.Id, next.Revision);
        }
        if (_offered.Count > 0) return;
        Context.Parent.Tell(new HandedOver(_accepted, _taken));
        Context.Stop(Self);
    }

    private void OnAgain()
    {
        if (!_moved)
        {
            foreach (var (id, revision) in _offered) Offer(id, revision);
        }
        _moved = false;
    }

    private void Offer(EntityId id, Revision revision) => _entities.Tell(new Offer(id, revision, _source, _target));

    private sealed class Again : IDeadLetterSuppression
    {
        public static readonly Again Instance = new();

        private Again() { }
    }
}

/// <param name="Accepted">How many were new.</param>
/// <param name="Taken">The revision that each entity now works on, one for each revision offered; 0 when on none.</param>
internal sealed record HandedOver(int Accepted, IReadOnlyList<(EntityId Entity, long Pending)> Taken);
