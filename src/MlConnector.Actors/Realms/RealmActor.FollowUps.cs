using Akka.Actor;
using Akka.Event;
using MlConnector.Actors.Entities;
using MlConnector.Domain;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>What a crash or an outage left undone is taken up again; what a record refers to and nobody reported is read.</summary>
public sealed partial class RealmActor
{
    private const int MostAtOnce = 2000;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);

    private readonly HashSet<EntityId> _fetching = [];
    private bool _sweeping;
    private bool _swept;
    private long _sweptTo;

    private void CommandFollowUps()
    {
        Command<Sweep>(_ => OnSweep());
        Command<PendingFound>(OnPendingFound);
        Command<FetchEntity>(OnFetch);
        Command<Fetched>(OnFetched);
        Command<FetchFaulted>(f =>
        {
            // who needs it asks again
            _fetching.Remove(f.Entity);
            RealmLog.FetchFailed(_log, _realm, f.Entity, f.Fault.Message);
        });
    }

    private void StartSweeping()
    {
        Timers.StartPeriodicTimer(Sweep.Instance, Sweep.Instance, TimeSpan.Zero, SweepEvery);
    }

    private void OnSweep()
    {
        if (_sweeping || !_state.Exists || _state.Paused || _state.Removed) return;
        _sweeping = true;
        FindPendingAsync(_swept ? 0 : LastSequenceNr, _sweptTo).PipeTo(Self);
    }

    /// <summary>What the read side shows as pending, once it shows all that happened up to an event of the realm.</summary>
    private async Task<PendingFound> FindPendingAsync(long upTo, long after)
    {
        try
        {
            await _services.ReadSide.ReachedAsync(_realm, upTo, _stopping.Token);
            var (entities, next) = await _services.ReadSide.PendingAsync(_realm, after, MostAtOnce, _stopping.Token);
            return new PendingFound(entities, next, null);
        }
        catch (Exception e)
        {
            return new PendingFound([], 0, e);
        }
    }

    private void OnPendingFound(PendingFound found)
    {
        _sweeping = false;
        if (found.Failure is not null)
        {
            RealmLog.SweepFailed(_log, found.Failure, _realm);
            return;
        }
        foreach (var id in found.Entities)
        {
            _unsettled.Reminded(id);
            _services.Regions.Entities.Tell(new Nudge(id, Target));
        }
        _sweptTo = found.Next;
        // the first round is to know them all; later ones may take their time
        if (found.Next == 0) _swept = true;
        else if (!_swept) Self.Tell(Sweep.Instance);
        CheckSettled();
    }

    private void OnFetch(FetchEntity fetch)
    {
        if (!Active || !_fetching.Add(fetch.Entity)) return;
        Call((token, ct) => Readings.OneAsync(_services.Api, _shelf, fetch.Entity, token, ct), r => new Fetched(fetch.Entity, r), f => new FetchFaulted(fetch.Entity, f));
    }

    private void OnFetched(Fetched fetched)
    {
        _fetching.Remove(fetched.Entity);
        if (fetched.Reading.Revisions.Count == 0) _services.Regions.Entities.Tell(new NotAtSource(fetched.Entity));
        else HandOverAll("read", fetched.Reading.Revisions, _ => { });
    }

    private sealed record PendingFound(IReadOnlyList<EntityId> Entities, long Next, Exception? Failure) : INoSerializationVerificationNeeded;

    private sealed record Fetched(EntityId Entity, Reading Reading) : INoSerializationVerificationNeeded;

    private sealed record FetchFaulted(EntityId Entity, QuickBooksException Fault) : INoSerializationVerificationNeeded;

    private sealed class Sweep : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly Sweep Instance = new();

        private Sweep() { }
    }
}
