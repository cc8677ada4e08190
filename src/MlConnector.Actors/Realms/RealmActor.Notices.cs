using Akka.Actor;
using Akka.Event;
using MlConnector.Domain;
using MlConnector.Domain.Entities;
using MlConnector.Domain.Realms;
using MlConnector.QuickBooks;

namespace MlConnector.Actors.Realms;

/// <summary>Webhooks: durable before they are answered, then a few entities read one by one, or all changes polled at once.</summary>
public sealed partial class RealmActor
{
    private const string NoticeTimer = "notices";

    private readonly HashSet<EntityId> _readingNotices = [];
    private int _failedNotices;

    private void CommandNotices()
    {
        Command<Notify>(OnNotify);
        Command<NoticeRead>(OnNoticeRead);
        Command<NoticeFaulted>(OnNoticeFaulted);
        Command<DocumentsRead>(OnDocumentsRead);
        Command<ReadNotices>(_ => FollowNotices());
    }

    private void OnNotify(Notify notify)
    {
        var sender = Sender;
        if (!_state.Exists || _state.Removed)
        {
            sender.Tell(new Notified(false, 0));
            return;
        }
        var told = RealmDecider.Notify(_state, notify.Notices, _services.Options.QuickBooksWebhookReads, Now);
        SaveAll(told is null ? [] : [told], () =>
        {
            sender.Tell(new Notified(true, told?.Notices.Count ?? 0));
            FollowNotices();
        });
    }

    /// <summary>Reads what webhooks told of and nobody has read since; whatever cannot be read now stays on the board.</summary>
    private void FollowNotices()
    {
        if (!Active) return;
        // a poll that fails is made up for in its own time
        if (_state.Board.PollNeeded && _failedPolls == 0) Poll();
        // which journal entries concern payables is known from the first poll on
        if (_state.PayableAccounts is null || Timers.IsTimerActive(NoticeTimer)) return;
        foreach (var notice in _state.Board.ToRead)
        {
            var id = new EntityId(_realm, notice.Type, notice.Id);
            if (!_readingNotices.Add(id)) continue;
            Call((token, ct) => Readings.OneAsync(_services.Api, _shelf, id, token, ct), r => new NoticeRead(id, notice, r), f => new NoticeFaulted(id, notice, f));
        }
    }

    private void OnNoticeRead(NoticeRead read)
    {
        _failedNotices = 0;
        // what was told of and is not there was deleted
        var revisions = read.Reading.Revisions.Count > 0 ? read.Reading.Revisions : [(read.Entity, Revision.Deletion(read.Notice.Time, read.Reading.Time))];
        HandOverAll("webhook", revisions, _ =>
        {
            if (read.Notice.Merge && read.Entity.Type == EntityType.Vendor) ReadDocuments(read.Entity, read.Notice, AllDocuments);
            else EndNotice(read.Entity, read.Notice);
        });
    }

    private void EndNotice(EntityId entity, Notice notice, IRealmEvent? more = null) => SaveAll([.. Answered(notice, more)], () =>
    {
        _readingNotices.Remove(entity);
        SweepIds();
        FollowNotices();
        CheckSettled();
    });

    private IEnumerable<IRealmEvent> Answered(Notice notice, IRealmEvent? more)
    {
        yield return new NoticeAnswered(notice.Type, notice.Id, notice.Time, TakeCalls(), Now);
        if (more is not null) yield return more;
    }

    private void OnNoticeFaulted(NoticeFaulted faulted)
    {
        RealmLog.NoticeFailed(_log, _realm, faulted.Entity, faulted.Fault.Message);
        if (faulted.Fault.Class is FaultClass.Query or FaultClass.NotFound)
        {
            // to ask again cannot help; the next poll brings it
            EndNotice(faulted.Entity, faulted.Notice);
            return;
        }
        ShrinkPages(faulted.Fault);
        _readingNotices.Remove(faulted.Entity);
        Timers.StartSingleTimer(NoticeTimer, ReadNotices.Instance, RetryAfter(faulted.Fault, ++_failedNotices) ?? PauseAfterFault);
    }

    private sealed record NoticeRead(EntityId Entity, Notice Notice, Reading Reading) : INoSerializationVerificationNeeded;

    private sealed record NoticeFaulted(EntityId Entity, Notice Notice, QuickBooksException Fault) : INoSerializationVerificationNeeded;

    private sealed class ReadNotices : INotInfluenceReceiveTimeout, IDeadLetterSuppression
    {
        public static readonly ReadNotices Instance = new();

        private ReadNotices() { }
    }
}
