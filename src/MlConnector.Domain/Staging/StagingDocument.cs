using System.Collections.Immutable;

namespace MlConnector.Domain.Staging;

/// <summary>What an entity is once its document stands in ServiceNow.</summary>
public enum Standing
{
    Staged,

    /// <summary>Deleted or voided at the source, and marked so.</summary>
    Removed,

    /// <summary>Of no concern any more, and its records are marked so.</summary>
    Ignored,
}

/// <summary>All that is to stand in ServiceNow for one entity: a record with its lines, or a set of records beside each other.</summary>
/// <param name="Set">None of an entity that is one record.</param>
public sealed record StagingDocument(ImmutableArray<StagingRecord> Records, RecordSet? Set = null)
{
    public StagingDocument(StagingRecord record)
        : this([record]) { }

    public Standing Standing { get; init; }

    /// <summary>The entities whose records these ones refer to, in order, each once.</summary>
    public IEnumerable<EntityId> References => Records.SelectMany(r => r.References.Values).Distinct();
}

/// <summary>The records of an entity that is several of them, whichever they are at the moment.</summary>
/// <param name="KeyPrefix">Begins the key of each of them, and of no other entity's.</param>
/// <param name="Left">What marks those that stand there and that the entity does not have any more: a state, and whence it is.</param>
public sealed record RecordSet(RecordKind Kind, string KeyPrefix, ImmutableSortedDictionary<string, string> Left);
