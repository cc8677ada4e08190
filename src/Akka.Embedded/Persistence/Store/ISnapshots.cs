namespace Akka.Persistence.Store;

/// <summary>Where snapshots are kept. A snapshot is made into bytes before <see cref="Save"/> returns: its state may change afterwards.</summary>
internal interface ISnapshots
{
    Task<SelectedSnapshot?> Load(string persistenceId, SnapshotSelectionCriteria criteria);

    Task Save(SnapshotMetadata metadata, object snapshot);

    Task Delete(string persistenceId, SnapshotSelectionCriteria criteria);
}
