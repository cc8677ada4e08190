using Akka.Persistence.Store;

namespace Akka.Persistence.Sql;

/// <summary>Snapshots in the table of Akka.Persistence.Sql's default mapping.</summary>
internal sealed class SqlSnapshots(SqlDatabase database, SnapshotTable table, PayloadCodec codec) : ISnapshots
{
    private const string Matches = "persistence_id = @id AND sequence_number BETWEEN @from AND @to AND created BETWEEN @since AND @until";

    public Task<SelectedSnapshot?> Load(string persistenceId, SnapshotSelectionCriteria criteria) => database.Read(session =>
    {
        using var reader = session.Command(
            $"SELECT sequence_number, created, snapshot, manifest, serializer_id FROM {table.Name} WHERE {Matches} ORDER BY sequence_number DESC LIMIT 1",
            Parameters(persistenceId, criteria)).ExecuteReader();
        if (!reader.Read()) return null;
        var stored = new StoredPayload(reader.GetFieldValue<byte[]>(2), reader.IsDBNull(3) ? "" : reader.GetString(3), reader.GetInt32(4));
        var metadata = new SnapshotMetadata(persistenceId, reader.GetInt64(0), new DateTime(reader.GetInt64(1), DateTimeKind.Utc));
        return new SelectedSnapshot(metadata, codec.Decode(stored));
    });

    public Task Save(SnapshotMetadata metadata, object snapshot)
    {
        var stored = codec.Encode(snapshot);
        return database.Write(session => session.Execute($"""
            INSERT INTO {table.Name} (persistence_id, sequence_number, created, snapshot, manifest, serializer_id)
            VALUES (@id, @nr, @created, @snapshot, @manifest, @serializer)
            ON CONFLICT (persistence_id, sequence_number) DO UPDATE
            SET created = excluded.created, snapshot = excluded.snapshot, manifest = excluded.manifest, serializer_id = excluded.serializer_id
            """,
            ("@id", metadata.PersistenceId), ("@nr", metadata.SequenceNr), ("@created", metadata.Timestamp.Ticks),
            ("@snapshot", stored.Bytes), ("@manifest", stored.Manifest), ("@serializer", stored.SerializerId)));
    }

    public Task Delete(string persistenceId, SnapshotSelectionCriteria criteria) =>
        database.Write(session => session.Execute($"DELETE FROM {table.Name} WHERE {Matches}", Parameters(persistenceId, criteria)));

    private static (string, object)[] Parameters(string persistenceId, SnapshotSelectionCriteria criteria) =>
    [
        ("@id", persistenceId), ("@from", criteria.MinSequenceNr), ("@to", criteria.MaxSequenceNr),
        ("@since", criteria.MinTimestamp?.Ticks ?? 0), ("@until", criteria.MaxTimeStamp.Ticks),
    ];
}
