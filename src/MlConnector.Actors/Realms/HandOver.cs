using Akka.Actor;
using Akka.Event;
using MlConnector.Actors.Entities;
using MlConnector.Domain;
using MlConnector.Domain.Entities;

namespace MlConnector.Actors.Realms;

/// <summary>
/// Hands a batch of messages to their entities, so many at a time, and again to those that do not answer with <see cref="Taken"/>.
/// Its parent is told when what every one of them says is durable.
/// </summary>
internal sealed class HandOver : ReceiveActor, IWithTimers
{
    private const int Window = 256;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly IActorRef _entities;
    private readonly Queue<IForEntity> _waiting;
    private readonly Dictionary<EntityId, IForEntity> _offered = [];
    private readonly List<(EntityId, long)> _taken = [];
    private int _accepted;
    private bool _moved;

    public HandOver(IActorRef entities, IReadOnlyCollection<IForEntity> messages)
    {
        (_entities, _waiting) = (entities, new(messages));
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
        // two messages for one entity keep their order: the second waits for the first
        while (_offered.Count < Window && _waiting.TryPeek(out var next) && _offered.TryAdd(next.Entity, next)) _entities.Tell(_waiting.Dequeue());
        if (_offered.Count > 0) return;
        Context.Parent.Tell(new HandedOver(_accepted, _taken));
        Context.Stop(Self);
    }

    private void OnAgain()
    {
        if (!_moved)
        {
            foreach (var message in _offered.Values) _entities.Tell(message);
        }
        _moved = false;
    }

    private sealed class Again : IDeadLetterSuppression
    {
        public static readonly Again Instance = new();

        private Again() { }
    }
}

/// <param name="Accepted">How many were new.</param>
/// <param name="Taken">The revision that each entity now works on, one for each revision offered; 0 when on none.</param>
internal sealed record HandedOver(int Accepted, IReadOnlyList<(EntityId Entity, long Pending)> Taken);
