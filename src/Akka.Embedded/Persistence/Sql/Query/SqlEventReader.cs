using System.Runtime.CompilerServices;
using Akka.Persistence.Journal;
using Akka.Persistence.Query;

namespace Akka.Persistence.Sql.Query;

/// <summary>
/// Pages through a journal, and asks for a page only when the one before it was taken.
/// Going on by <c>ordering</c> is safe because one process has one writer, which commits in that order; a second process writing
/// to the same PostgreSQL database could commit a lower number after a higher one had been read.
/// </summary>
internal sealed class SqlEventReader(SqlEvents events, EventAdapters adapters, int pageSize, TimeSpan refreshInterval)
{
    internal IAsyncEnumerable<EventEnvelope> ByTag(string tag, Offset offset, bool live)
    {
        var above = offset switch
        {
            NoOffset => 0,
            Sequence sequence => sequence.Value,
            _ => throw new ArgumentException($"A SQL journal has offsets of type {nameof(Sequence)}, not {offset.GetType().Name}.", nameof(offset)),
        };
        var upTo = live ? Task.FromResult(long.MaxValue) : events.HighestOffset();
        return Follow(
            above, upTo, live, (after, to) => events.ReadByTag(tag, after, to, pageSize), row => row.Ordering,
            row => adapters.FromJournal(row.Payload, row.Manifest));
    }

    /// <summary>Events as they are stored: as on Akka.NET, only what is read by tag passes the event adapters.</summary>
    internal IAsyncEnumerable<EventEnvelope> ByPersistenceId(string persistenceId, long from, long to, bool live) => Follow(
        from - 1, Task.FromResult(to), live, (after, upTo) => events.ReadByPersistenceId(persistenceId, after, upTo, pageSize),
        row => row.SequenceNr, row => [row.Payload]);

    private async IAsyncEnumerable<EventEnvelope> Follow(
        long after, Task<long> end, bool live, Func<long, long, Task<List<EventRow>>> read, Func<EventRow, long> place,
        Func<EventRow, IEnumerable<object>> payloads,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var upTo = await end.ConfigureAwait(false);
        while (after < upTo)
        {
            var committed = events.Database.Committed.Next;
            var rows = await read(after, upTo).ConfigureAwait(false);
            foreach (var row in rows)
            {
                after = place(row);
                foreach (var e in payloads(row)) yield return row.With(e);
            }
            if (rows.Count == pageSize || after >= upTo) continue;
            if (!live) yield break;
            await CommittedOrRefresh(committed, cancellation).ConfigureAwait(false);
        }
    }

    private async Task CommittedOrRefresh(Task committed, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(committed, Task.Delay(refreshInterval, events.Database.Runtime.Time, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        cancellation.ThrowIfCancellationRequested();
    }
}
