namespace Akka.Persistence;

public sealed class SaveSnapshotSuccess(SnapshotMetadata metadata)
{
    public SnapshotMetadata Metadata { get; } = metadata;
}

public sealed class SaveSnapshotFailure(SnapshotMetadata metadata, Exception cause)
{
    public SnapshotMetadata Metadata { get; } = metadata;

    public Exception Cause { get; } = cause;
}

public sealed class DeleteSnapshotsSuccess(SnapshotSelectionCriteria criteria)
{
    public SnapshotSelectionCriteria Criteria { get; } = criteria;
}

public sealed class DeleteSnapshotsFailure(SnapshotSelectionCriteria criteria, Exception cause)
{
    public SnapshotSelectionCriteria Criteria { get; } = criteria;

    public Exception Cause { get; } = cause;
}
