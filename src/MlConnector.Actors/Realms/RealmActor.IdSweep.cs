using Akka.Actor;
using Akka.Event;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>The comparison of ids, type by type, after the window was read: a type counts when all that had gone is durable.</summary>
public sealed partial class RealmActor
{
    private const int MostCompared = 500;
    private const string IdSweepTimer = "ids";

    private IdSweep? _idSweep;
    private bool _sweepingIds;
    private int _failedIdSweeps;

    private void CommandIdSweep()
    {
        Command<IdsListed>(l =>
        {
            _failedIdSweeps = 0;
            l.Of.List(l.Page, PageRows);
            GoOnSweeping();
        });
        Command<IdsCompared>(OnIdsCompared);
        Command<MissingRead>(m => HandOverAll("sweep", m.Reading.Revisions, _ => Compared(m.Compared)));
        Command<IdSweepFaulted>(OnIdSweepFaulted);
        Command<SweepOn>(_ => SweepIds());
    }

    private void SweepIds()
    {
        // the list of a company that rests for days would call everything new missing
        if (!Active) _idSweep = null;
        if (_sweepingIds || !Active || _state.Sync is { Done: false } || _state.PayableAccounts is null || _unsettled.Count > MostUnsettled) return;
        if (_state.NextToSweep is not { } type || Timers.IsTimerActive(IdSweepTimer)) return;
        _sweepingIds = true;
        if (_idSweep?.Type != type) _idSweep = new IdSweep(type);
        var sweep = _idSweep;
        if (sweep.Listed) CompareAsync(sweep, LastSequenceNr).PipeTo(Self, failure: e => new IdSweepFaulted(Unexpected(e)));
        else
            Call((token, ct) => _services.Api.IdsPageAsync(_realm, token, type, sweep.Position, PageRows, ct), page => new IdsListed(sweep, page), f => new IdSweepFaulted(f));
    }

    private void GoOnSweeping()
    {
        _sweepingIds = false;
        SweepIds();
    }

    /// <summary>The next known ids, once the read side shows all that the listed ids are to be compared with.</summary>
    private async Task<IdsCompared> CompareAsync(IdSweep sweep, long upTo)
    {
        if (sweep.After.Length == 0) await _services.ReadSide.ReachedAsync(_realm, upTo, _stopping.Token);
        var known = await _services.ReadSide.PresentAsync(_realm, sweep.Type, sweep.After, MostCompared, _stopping.Token);
        return new IdsCompared(sweep, known, sweep.MissingOf(known));
    }

    private void OnIdsCompared(IdsCompared compared)
    {
        if (compared.Known.Count == 0)
        {
            EndIdSweep(compared.Of);
            return;
        }
        if (compared.Missing.Count == 0)
        {
            Compared(compared);
            return;
        }
        var ids = compared.Missing.Select(id => new EntityId(_realm, compared.Of.Type, id)).ToList();
        Call((token, ct) => Readings.MissingAsync(_services.Api, _shelf, ids, token, Now, ct), r => new MissingRead(compared, r), f => new IdSweepFaulted(f));
    }

    private void Compared(IdsCompared compared)
    {
        _failedIdSweeps = 0;
        compared.Of.Compared(compared.Known[^1], compared.Missing.Count);
        GoOnSweeping();
    }

    private void EndIdSweep(IdSweep sweep) => SaveAll([new IdsSwept(sweep.Type, sweep.Ids, sweep.Missing, TakeCalls(), Now)], () =>
    {
        RealmLog.IdsSwept(_log, _realm, sweep.Type, sweep.Ids, sweep.Missing);
        _idSweep = null;
        GoOnSweeping();
        CheckSettled();
    });

    private void OnIdSweepFaulted(IdSweepFaulted faulted)
    {
        _sweepingIds = false;
        RealmLog.IdSweepFailed(_log, _realm, faulted.Fault.Message);
        Timers.StartSingleTimer(IdSweepTimer, SweepOn.Instance, RetryAfter(faulted.Fault, ++_failedIdSweeps) ?? PauseAfterFault);
    }

    private sealed record IdsListed(IdSweep Of, QueryPage Page) : INoSerializationVerificationNeeded;

    private sealed record IdsCompared(IdSweep Of, IReadOnlyList<string> Known, IReadOnlyList<string> Missing) : INoSerializationVerificationNeeded;

    private sealed record MissingRead(IdsCompared Compared, Reading Reading) : INoSerializationVerificationNeeded;

    private sealed record IdSweepFaulted(QuickBooksException Fault) : INoSerializationVerificationNeeded;

    private sealed class SweepOn : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly SweepOn Instance = new();

        private SweepOn() { }
    }
}
