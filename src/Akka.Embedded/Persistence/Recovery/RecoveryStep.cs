namespace Akka.Persistence.Store;

/// <summary>What recovery has read, on its way to the actor: a snapshot or not, then a page of events.</summary>
internal sealed record RecoveryStep(Eventsourced Owner, SnapshotOffer? Snapshot, EventPage Page);
