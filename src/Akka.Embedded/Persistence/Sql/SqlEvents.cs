using System.Collections.Concurrent;
using System.Data.Common;
using Akka.Persistence.Query;
using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>A journal in the tables of Akka.Persistence.Sql's default mapping. Each query walks an index and stops at its limit.</summary>
internal sealed class SqlEvents(SqlDatabase database, Serialization.Serialization serialization)
{
    private const string Columns = "j.message, j.manifest, j.identifier, j.ordering, j.persistence_id, j.sequence_number FROM journal j";

    private readonly ConcurrentDictionary<string, JournalWrite> _inFlight = [];

    internal SqlDatabase Database => database;

    internal void Encode(PendingEvent pending) => pending.Stored = StoredPayload.Of(pending.Payload, serialization);

    /// <summary>Stores the events and then completes the write, which is durable by that time.</summary>
    internal void Append(JournalWrite write)
    {
        if (write.Stored.Count == 0)
        {
            write.Complete(null);
            return;
        }
        write.Created = database.Runtime.Time.GetUtcNow().UtcTicks;
        _inFlight[write.PersistenceId] = write;
        database.Write(new SqlWrite(failure => Landed(write, failure), write));
    }

    /// <summary>
    /// The first events of an actor from a sequence number on. A restarted or re-created actor must not start from before
    /// a write that its predecessor still had under way.
    /// </summary>
    internal async Task<EventPage> Read(string persistenceId, long from, int limit)
    {
        if (_inFlight.TryGetValue(persistenceId, out var write)) await write.Completed.ConfigureAwait(false);
        return await database.Read(session => ReadPage(session, persistenceId, from, limit)).ConfigureAwait(false);
    }

    /// <summary>The highest deleted row stays as a tombstone, so that its sequence number is never given again.</summary>
    internal Task Delete(string persistenceId, long toSequenceNr) => database.Write(session =>
    {
        var highest = (long)session.Command(
            "SELECT COALESCE(MAX(sequence_number), 0) FROM journal WHERE persistence_id = @id AND sequence_number <= @to",
            ("@id", persistenceId), ("@to", toSequenceNr)).ExecuteScalar()!;
        session.Execute("DELETE FROM tags WHERE persistence_id = @id AND sequence_nr <= @nr", ("@id", persistenceId), ("@nr", highest));
        session.Execute("DELETE FROM journal WHERE persistence_id = @id AND sequence_number < @nr", ("@id", persistenceId), ("@nr", highest));
        session.Execute("UPDATE journal SET deleted = TRUE WHERE persistence_id = @id AND sequence_number = @nr", ("@id", persistenceId), ("@nr", highest));
    });

    /// <summary>
    /// Events with a tag whose offset is above one and at most another. Each page walks the tags by offset: an index on the tag
    /// alone would collect and sort all of them for every page.
    /// </summary>
    internal Task<List<EventRow>> ReadByTag(string tag, long above, long upTo, int limit) => Query(
        $"""
        SELECT {Columns} JOIN tags t ON t.ordering_id = j.ordering
        WHERE {database.Dialect.TagIs} AND t.ordering_id > @above AND t.ordering_id <= @upTo AND j.deleted = FALSE ORDER BY t.ordering_id LIMIT @limit
        """, ("@tag", tag), ("@above", above), ("@upTo", upTo), ("@limit", (long)limit));

    internal Task<List<EventRow>> ReadByPersistenceId(string persistenceId, long above, long upTo, int limit) => Query(
        $"""
        SELECT {Columns}
        WHERE j.persistence_id = @id AND j.sequence_number > @above AND j.sequence_number <= @upTo AND j.deleted = FALSE
        ORDER BY j.sequence_number LIMIT @limit
        """, ("@id", persistenceId), ("@above", above), ("@upTo", upTo), ("@limit", (long)limit));

    internal Task<long> HighestOffset() => database.Read(session => (long)session.Command("SELECT COALESCE(MAX(ordering), 0) FROM journal").ExecuteScalar()!);

    private EventPage ReadPage(SqlSession session, string persistenceId, long from, int limit)
    {
        var events = new List<StoredEvent>();
        var (rows, last) = (0, from - 1);
        using var reader = session.Command("""
            SELECT message, manifest, identifier, sequence_number, deleted FROM journal
            WHERE persistence_id = @id AND sequence_number >= @from ORDER BY sequence_number LIMIT @limit
            """, ("@id", persistenceId), ("@from", from), ("@limit", (long)limit)).ExecuteReader();
        while (reader.Read())
        {
            rows++;
            var sequenceNr = reader.GetInt64(3);
            try
            {
                if (!reader.GetBoolean(4))
                {
                    var stored = SqlSession.Payload(reader);
                    events.Add(new StoredEvent(sequenceNr, stored.Read(serialization), stored.Manifest));
                }
                last = sequenceNr;
            }
            catch (Exception e) when (e is not DbException)
            {
                return new EventPage(events, last, true, e);
            }
        }
        return new EventPage(events, last, rows < limit);
    }

    private Task<List<EventRow>> Query(string sql, params (string Name, object Value)[] parameters) => database.Read(session =>
    {
        using var reader = session.Command(sql, parameters).ExecuteReader();
        var rows = new List<EventRow>();
        while (reader.Read())
        {
            var stored = SqlSession.Payload(reader);
            rows.Add(new EventRow(reader.GetInt64(3), reader.GetString(4), reader.GetInt64(5), stored.Read(serialization), stored.Manifest));
        }
        return rows;
    });

    private void Landed(JournalWrite write, Exception? failure)
    {
        _inFlight.TryRemove(KeyValuePair.Create(write.PersistenceId, write));
        write.Complete(failure);
    }
}

/// <summary>A stored event as a query sees it.</summary>
internal sealed record EventRow(long Ordering, string PersistenceId, long SequenceNr, object Payload, string Manifest)
{
    internal EventEnvelope With(object e) => new(Ordering, PersistenceId, SequenceNr, e);
}
