using Akka.Actor;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    /// <summary>Saves the state; SaveSnapshotSuccess or SaveSnapshotFailure comes as a message.</summary>
    public void SaveSnapshot(object snapshot)
    {
        var metadata = new SnapshotMetadata(PersistenceId, LastSequenceNr, _extension.UtcNow);
        try
        {
            Answer(Snapshots.Save(metadata, snapshot), new SaveSnapshotSuccess(metadata), e => new SaveSnapshotFailure(metadata, e));
        }
        catch (Exception e)
        {
            Self.Tell(new SaveSnapshotFailure(metadata, e));
        }
    }

    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) =>
        Answer(Snapshots.Delete(PersistenceId, criteria), new DeleteSnapshotsSuccess(criteria), e => new DeleteSnapshotsFailure(criteria, e));
}
