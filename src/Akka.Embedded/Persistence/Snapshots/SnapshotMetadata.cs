namespace Akka.Persistence;

public sealed class SnapshotMetadata(string persistenceId, long sequenceNr, DateTime timestamp)
{
    public string PersistenceId { get; } = persistenceId;

    public long SequenceNr { get; } = sequenceNr;

    public DateTime Timestamp { get; } = timestamp;

    public override string ToString() => $"{PersistenceId} at {SequenceNr}";
}

/// <summary>The first message of a recovery that starts from a snapshot.</summary>
public sealed class SnapshotOffer(SnapshotMetadata metadata, object snapshot)
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public object Snapshot { get; } = snapshot;
}

/// <summary>Which snapshots are meant: those up to a sequence number.</summary>
public sealed class SnapshotSelectionCriteria(long maxSequenceNr)
{
    public long MaxSequenceNr { get; } = maxSequenceNr;
}
