namespace Akka.Persistence.Store;

/// <summary>Snapshots kept as objects for as long as the actor system lives.</summary>
internal sealed class MemorySnapshots : ISnapshots
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<long, SelectedSnapshot>> _snapshots = [];

    public Task<SelectedSnapshot?> Load(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_gate)
            return Task.FromResult(_snapshots.TryGetValue(persistenceId, out var own) ? own.Values.LastOrDefault(s => criteria.Matches(s.Metadata)) : null);
    }

    public Task Save(SnapshotMetadata metadata, object snapshot)
    {
        lock (_gate)
        {
            if (!_snapshots.TryGetValue(metadata.PersistenceId, out var own)) _snapshots.Add(metadata.PersistenceId, own = []);
            own[metadata.SequenceNr] = new SelectedSnapshot(metadata, snapshot);
        }
        return Task.CompletedTask;
    }

    public Task Delete(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        lock (_gate)
            if (_snapshots.TryGetValue(persistenceId, out var own))
                foreach (var match in own.Values.Where(s => criteria.Matches(s.Metadata)).ToArray()) own.Remove(match.Metadata.SequenceNr);
        return Task.CompletedTask;
    }
}
