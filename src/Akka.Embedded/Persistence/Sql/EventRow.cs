namespace Akka.Persistence.Sql;

/// <summary>A stored event as a query sees it.</summary>
internal sealed record EventRow(long Ordering, long Created, string PersistenceId, long SequenceNr, object Payload, string Manifest, string[] Tags);
