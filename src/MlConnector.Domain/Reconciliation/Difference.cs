using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Reconciliation;

public enum DifferenceKind
{
    /// <summary>QuickBooks has it, ServiceNow has not.</summary>
    Missing,

    /// <summary>ServiceNow has it, QuickBooks has not.</summary>
    NotInQuickBooks,

    /// <summary>Several rows bear the key.</summary>
    Doubled,

    /// <summary>A line that belongs to no invoice.</summary>
    Stray,

    /// <summary>The lines in ServiceNow do not come to the amount of their invoice.</summary>
    LinesDoNotAddUp,

    Name,
    State,
    Currency,
    Amount,
    Balance,
    Tax,
    Supplier,
    Invoice,
}

/// <summary>One thing in which the sides are not alike.</summary>
/// <param name="Version">The entity's in QuickBooks; none where QuickBooks has it not.</param>
/// <param name="Explanation">What is known here of why; none where that should not be.</param>
public sealed record Difference(
    EntityId Entity, string Key, DifferenceKind What, string? QuickBooks, string? ServiceNow, SourceVersion? Version, Explanation? Explanation = null);

/// <summary>Which of two is newer: stamps have whole seconds.</summary>
public readonly record struct SourceVersion(DateTimeOffset UpdatedAt, long SyncToken) : IComparable<SourceVersion>
{
    public int CompareTo(SourceVersion other) => UpdatedAt != other.UpdatedAt ? UpdatedAt.CompareTo(other.UpdatedAt) : SyncToken.CompareTo(other.SyncToken);
}

/// <param name="State">The entity's here.</param>
public sealed record Explanation(EntityStatus State, string Text, string? NextStep);
