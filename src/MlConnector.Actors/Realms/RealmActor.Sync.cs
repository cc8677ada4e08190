using Akka.Actor;
using Akka.Event;
using MlConnector.Actors.Entities;
using MlConnector.Domain;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>The first reading: a closed window, page by page, beside the polls; a page counts when all of it is durable.</summary>
public sealed partial class RealmActor
{
    /// <summary>So many keep a writer busy for a while; each is held in memory.</summary>
    internal const int MostUnsettled = 2000;

    private const int PageRows = 1000;
    private const string SyncTimer = "sync";
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan PauseAfterDisagreement = TimeSpan.FromHours(1);

    private readonly HashSet<EntityType> _disagreeing = [];
    private int _pageRows = PageRows;
    private bool _readingPage;
    private int _failedPages;

    private void CommandSync()
    {
        Command<PageRead>(OnPageRead);
        Command<PageFaulted>(OnPageFaulted);
        Command<ReadOn>(_ => ReadNextPage());
    }

    private void ReadNextPage()
    {
        // what ServiceNow has not taken yet slows the reading down: pending entities are held in memory
        if (_readingPage || !Active || _state.PayableAccounts is null || _unsettled.Count > MostUnsettled || _state.Sync is not { Done: false } sync || Timers.IsTimerActive(SyncTimer)) return;
        _readingPage = true;
        var rows = _pageRows;
        Call((token, ct) => Readings.PageAsync(_services.Api, _shelf, _realm, token, sync, rows, ct), r => new PageRead(sync, r), f => new PageFaulted(f));
    }

    private void OnPageRead(PageRead read) => HandOverAll(Offer.FromReading, read.Reading.Revisions, _ => SaveAll(Advance(read.Sync, read.Reading), () =>
    {
        _readingPage = false;
        _failedPages = 0;
        ReadNextPage();
        SweepIds();
        CheckSettled();
    }));

    private IReadOnlyList<IRealmEvent> Advance(FirstSync sync, PageReading page)
    {
        // the window was opened anew meanwhile: this page counts for nothing but what it handed over
        if (_state.Sync != sync) return [];
        var type = sync.Types[0];
        if (page.Counted is { } counted && SyncDecider.Disagrees(sync, page.Rows, counted))
        {
            RealmLog.TypeDisagrees(_log, _realm, type, counted, sync.Total(page.Rows)!.Value);
            // once at once, then after the other types; where it stays so, it costs no more than it must
            var again = !_disagreeing.Add(type);
            if (again && sync.Types.All(_disagreeing.Contains)) Timers.StartSingleTimer(SyncTimer, ReadOn.Instance, PauseAfterDisagreement);
            return [new SyncDisagreed(type, counted, sync.Total(page.Rows)!.Value, TakeCalls(), Now, again ? true : null)];
        }
        if (page.Last)
        {
            _disagreeing.Remove(type);
            RealmLog.TypeRead(_log, _realm, type);
        }
        return [.. NewReferences(), new SyncAdvanced(type, page.Rows, page.Last, Now, page.LastChange, TakeCalls(), page.BeforeLast)];
    }

    private void OnPageFaulted(PageFaulted faulted)
    {
        _readingPage = false;
        _failedPages++;
        RealmLog.PageFailed(_log, _realm, faulted.Fault.Message);
        ShrinkPages(faulted.Fault);
        Timers.StartSingleTimer(SyncTimer, ReadOn.Instance, RetryAfter(faulted.Fault, _failedPages) ?? PauseAfterFault);
    }

    private void ShrinkPages(QuickBooksException fault)
    {
        if (fault.Class == FaultClass.TooBig) _pageRows = Math.Max(1, _pageRows / 2);
    }

    private sealed record PageRead(FirstSync Sync, PageReading Reading) : INoSerializationVerificationNeeded;

    private sealed record PageFaulted(QuickBooksException Fault) : INoSerializationVerificationNeeded;

    private sealed class ReadOn : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly ReadOn Instance = new();

        private ReadOn() { }
    }
}
