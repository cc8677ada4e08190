using System.Collections.Immutable;

namespace MlConnector.Domain.Realms;

/// <summary>What webhooks told of a company: which of it is still to be read, and what was heard before.</summary>
/// <param name="ToRead">Entities to be read one by one.</param>
/// <param name="Heard">The latest notices, by which a duplicate is known.</param>
/// <param name="Bursts">How often so much was told at once that one call for all changes is cheaper.</param>
/// <param name="BurstsRead">How many of these a poll that began after them has answered.</param>
public sealed record NoticeBoard(ImmutableArray<Notice> ToRead, ImmutableArray<Notice> Heard, long Bursts, long BurstsRead)
{
    /// <summary>How many notices are remembered: two of the largest bodies seen.</summary>
    public const int MostHeard = 2000;

    public static readonly NoticeBoard Empty = new([], [], 0, 0);

    public bool PollNeeded => Bursts > BurstsRead;

    /// <summary>Those that were not heard before: neither their event, nor a change of the entity as late as theirs.</summary>
    public IReadOnlyList<Notice> Fresh(IReadOnlyList<Notice> notices)
    {
        var heard = new HashSet<Notice>();
        var events = new HashSet<(EntityType, string, string?)>();
        var latest = new Dictionary<(EntityType, string), DateTimeOffset>();
        foreach (var notice in Heard) Note(notice);
        var fresh = new List<Notice>();
        foreach (var notice in notices)
        {
            if (IsKnown(notice)) continue;
            Note(notice);
            fresh.Add(notice);
        }
        return fresh;

        // a merge says more than a change at the same time does
        bool IsKnown(Notice notice) => notice.Merge
            ? heard.Contains(notice)
            : notice.EventId is not null && events.Contains((notice.Type, notice.Id, notice.EventId))
                || latest.TryGetValue((notice.Type, notice.Id), out var at) && notice.Time <= at;

        void Note(Notice notice)
        {
            heard.Add(notice);
            events.Add((notice.Type, notice.Id, notice.EventId));
            if (!latest.TryGetValue((notice.Type, notice.Id), out var at) || notice.Time > at) latest[(notice.Type, notice.Id)] = notice.Time;
        }
    }

    /// <summary>Whether more is to be read with these than one by one is worth.</summary>
    public bool IsBurst(IReadOnlyList<Notice> notices, int mostReads) =>
        ToRead.Concat(notices).DistinctBy(n => (n.Type, n.Id)).Count() > mostReads;

    /// <summary>
    /// A burst is answered by one call for all changes; so is a merge, which touches documents that nobody names. It is followed up
    /// by itself all the same: whether those documents count as changed is not promised.
    /// </summary>
    public NoticeBoard Take(IReadOnlyList<Notice> notices, bool burst) => new(
        [.. ToRead.Concat(notices).Where(n => !burst || n.Merge).GroupBy(n => (n.Type, n.Id)).Select(Together)],
        Latest(Heard.AddRange(notices)),
        burst || notices.Any(n => n.Merge) ? Bursts + 1 : Bursts,
        BurstsRead);

    /// <summary>An entity was read after the notice; a later one of it stays.</summary>
    public NoticeBoard Read(EntityType type, string id, DateTimeOffset time) =>
        this with { ToRead = ToRead.RemoveAll(n => n.IsOf(type, id) && n.Time <= time) };

    /// <summary>A poll that began when there had been so many bursts has brought what they were about.</summary>
    public NoticeBoard Polled(long bursts) => this with { BurstsRead = Math.Max(BurstsRead, bursts) };

    private static Notice Together(IEnumerable<Notice> ofOne) => ofOne.MaxBy(n => n.Time)! with { Merge = ofOne.Any(n => n.Merge) };

    private static ImmutableArray<Notice> Latest(ImmutableArray<Notice> notices) =>
        notices.Length <= MostHeard ? notices : notices.RemoveRange(0, notices.Length - MostHeard);
}
