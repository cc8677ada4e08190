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
    internal async IAsyncEnumerable<EventEnvelope> ByTag(string tag, Offset offset, bool live, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var above = offset switch
        {
            NoOffset => 0,
            Sequence sequence => sequence.Value,
            _ => throw new ArgumentException($"A SQL journal has offsets of type {nameof(Sequence)}, not {offset.GetType().Name}.", nameof(offset)),
        };
        var upTo = live ? long.MaxValue : await events.HighestOffset().ConfigureAwait(false);
        while (true)
        {
            var committed = events.Database.Committed.Next;
            var rows = await events.ReadByTag(tag, above, upTo, pageSize).ConfigureAwait(false);
            foreach (var row in rows)
            {
                above = row.Ordering;
                foreach (var e in adapters.FromJournal(row.Payload, row.Manifest)) yield return Envelope(row, e);
            }
            if (rows.Count == pageSize) continue;
            if (!live) yield break;
            await CommittedOrRefresh(committed, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Events as they are stored: as on Akka.NET, only what is read by tag passes the event adapters.</summary>
    internal async IAsyncEnumerable<EventEnvelope> ByPersistenceId(
        string persistenceId, long from, long to, bool live, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (from <= to)
        {
            var committed = events.Database.Committed.Next;
            var rows = await events.ReadByPersistenceId(persistenceId, from, to, pageSize).ConfigureAwait(false);
            foreach (var row in rows)
            {
                from = row.SequenceNr + 1;
                yield return Envelope(row, row.Payload);
            }
            if (rows.Count == pageSize || from > to) continue;
            if (!live) yield break;
            await CommittedOrRefresh(committed, cancellation).ConfigureAwait(false);
        }
    }

    private static EventEnvelope Envelope(EventRow row, object e) => new(new Sequence(row.Ordering), row.PersistenceId, row.SequenceNr, e, row.Created, row.Tags);

    private async Task CommittedOrRefresh(Task committed, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(committed, Task.Delay(refreshInterval, events.Database.Runtime.Time, enough.Token)).ConfigureAwait(false);
        enough.Cancel();
        cancellation.ThrowIfCancellationRequested();
    }
}
