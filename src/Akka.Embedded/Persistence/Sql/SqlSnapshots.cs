using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>Snapshots in the table of Akka.Persistence.Sql's default mapping.</summary>
internal sealed class SqlSnapshots(SqlDatabase database, Serialization.Serialization serialization)
{
    /// <summary>The latest one.</summary>
    internal Task<SnapshotOffer?> Load(string persistenceId) => database.Read(session =>
    {
        using var reader = session.Command("""
            SELECT snapshot, manifest, serializer_id, sequence_number, created FROM snapshot
            WHERE persistence_id = @id ORDER BY sequence_number DESC LIMIT 1
            """, ("@id", persistenceId)).ExecuteReader();
        if (!reader.Read()) return null;
        var metadata = new SnapshotMetadata(persistenceId, reader.GetInt64(3), new DateTime(reader.GetInt64(4), DateTimeKind.Utc));
        return new SnapshotOffer(metadata, SqlSession.Payload(reader).Read(serialization));
    });

    /// <summary>The snapshot is made into bytes before this returns: its state may change afterwards.</summary>
    internal Task Save(SnapshotMetadata metadata, object snapshot)
    {
        var stored = StoredPayload.Of(snapshot, serialization);
        return database.Write(session => session.Execute("""
            INSERT INTO snapshot (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
            VALUES (@id, @nr, @created, @snapshot, @manifest, @serializer)
            ON CONFLICT (persistence_id, sequence_number) DO UPDATE
            SET created = excluded.created, snapshot = excluded.snapshot, manifest = excluded.manifest, serializer_id = excluded.serializer_id
            """,
            ("@id", metadata.PersistenceId), ("@nr", metadata.SequenceNr), ("@created", metadata.Timestamp.Ticks),
            ("@snapshot", stored.Bytes), ("@manifest", stored.Manifest), ("@serializer", stored.SerializerId)));
    }

    internal Task Delete(string persistenceId, SnapshotSelectionCriteria criteria) => database.Write(session =>
        session.Execute("DELETE FROM snapshot WHERE persistence_id = @id AND sequence_number <= @to", ("@id", persistenceId), ("@to", criteria.MaxSequenceNr)));
}
