using System.Collections.Concurrent;
using System.Data.Common;
using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>A journal in the tables of Akka.Persistence.Sql's default mapping, tags in their own table.</summary>
internal sealed class SqlEvents(SqlDatabase database, JournalTables tables, PayloadCodec codec) : IEventStore
{
    private readonly ConcurrentDictionary<string, JournalWrite> _inFlight = [];
    private readonly SqlEventQueries _queries = new(tables, database.Dialect);

    internal SqlDatabase Database => database;

    public void Encode(PendingEvent pending) => pending.Stored = codec.Encode(pending.Payload);

    public void Append(JournalWrite write)
    {
        _inFlight[write.PersistenceId] = write;
        database.Write(new AppendEvents(tables, write, database.Runtime.Time.GetUtcNow().UtcTicks, Landed));
    }

    /// <summary>A restarted or re-created actor must not start from before a write that its predecessor still had under way.</summary>
    public async Task<EventPage> Read(string persistenceId, long from, long to, int limit)
    {
        if (_inFlight.TryGetValue(persistenceId, out var write)) await write.Completed.ConfigureAwait(false);
        return await database.Read(session => ReadPage(session, persistenceId, from, to, limit)).ConfigureAwait(false);
    }

    public async Task<long> HighestSequenceNr(string persistenceId)
    {
        if (_inFlight.TryGetValue(persistenceId, out var write)) await write.Completed.ConfigureAwait(false);
        return await database.Read(session => Highest(session, persistenceId, long.MaxValue)).ConfigureAwait(false);
    }

    /// <summary>The highest deleted row stays as a tombstone, so that its sequence number is never given again.</summary>
    public Task Delete(string persistenceId, long toSequenceNr) => database.Write(session =>
    {
        var highest = Highest(session, persistenceId, toSequenceNr);
        session.Execute($"DELETE FROM {tables.TagsName} WHERE persistence_id = @id AND sequence_nr <= @nr", ("@id", persistenceId), ("@nr", highest));
        session.Execute($"DELETE FROM {tables.JournalName} WHERE persistence_id = @id AND sequence_number < @nr", ("@id", persistenceId), ("@nr", highest));
        session.Execute($"UPDATE {tables.JournalName} SET deleted = TRUE WHERE persistence_id = @id AND sequence_number = @nr", ("@id", persistenceId), ("@nr", highest));
    });

    /// <summary>Events with a tag whose offset is above one and at most another.</summary>
    internal Task<List<EventRow>> ReadByTag(string tag, long above, long upTo, int limit) =>
        database.Read(session => Rows(_queries.ByTag(session, tag, above, upTo, limit)));

    internal Task<List<EventRow>> ReadByPersistenceId(string persistenceId, long from, long to, int limit) =>
        database.Read(session => Rows(_queries.ByPersistenceId(session, persistenceId, from, to, limit)));

    internal Task<long> HighestOffset() => database.Read(_queries.HighestOffset);

    private EventPage ReadPage(SqlSession session, string persistenceId, long from, long to, int limit)
    {
        var events = new List<StoredEvent>();
        long rows = 0, last = 0;
        using var reader = _queries.OfActor(session, persistenceId, from, to, limit);
        while (reader.Read())
        {
            rows++;
            var sequenceNr = reader.GetInt64(0);
            if (reader.GetBoolean(1))
            {
                last = sequenceNr;
                continue;
            }
            try
            {
                var stored = new StoredPayload(reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? "" : reader.GetString(3), reader.GetInt32(4));
                events.Add(new StoredEvent(sequenceNr, codec.Decode(stored), stored.Manifest));
                last = sequenceNr;
            }
            catch (Exception e) when (e is not DbException)
            {
                return new EventPage(events, last, true, e);
            }
        }
        return new EventPage(events, last, rows < limit);
    }

    private List<EventRow> Rows(DbDataReader reader)
    {
        using (reader)
        {
            var rows = new List<EventRow>();
            while (reader.Read())
            {
                var stored = new StoredPayload(reader.GetFieldValue<byte[]>(4), reader.IsDBNull(5) ? "" : reader.GetString(5), reader.GetInt32(6));
                rows.Add(new EventRow(reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetInt64(3), codec.Decode(stored), stored.Manifest,
                    reader.IsDBNull(7) ? [] : reader.GetString(7).Split(';')));
            }
            return rows;
        }
    }

    private long Highest(SqlSession session, string persistenceId, long upTo) =>
        (long)session.Command($"SELECT COALESCE(MAX(sequence_number), 0) FROM {tables.JournalName} WHERE persistence_id = @id AND sequence_number <= @to",
            ("@id", persistenceId), ("@to", upTo)).ExecuteScalar()!;

    private void Landed(JournalWrite write) => _inFlight.TryRemove(KeyValuePair.Create(write.PersistenceId, write));
}
