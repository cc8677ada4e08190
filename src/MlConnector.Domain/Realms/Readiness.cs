using System.Collections.Immutable;
using MlConnector.Domain.Entities;

namespace MlConnector.Domain.Realms;

/// <summary>What the checks of a connection's instance came to when they last told.</summary>
/// <param name="Failed">Required checks that failed, in words: nothing is written over them unless a person forces it.</param>
/// <param name="Off">Types for which the instance has no table.</param>
public sealed record Readiness(ImmutableArray<string> Failed, ImmutableSortedSet<EntityType> Off)
{
    public const string TypeOffCode = "type-off";

    public static readonly Readiness Unlimited = new([], []);

    public static Reason TypeOff(EntityType type) => new(
        TypeOffCode,
        $"The instance has no table for a {type}.",
        $"Install it, or name one as serviceNow.tables.{(type == EntityType.JournalEntry ? "glEntry" : "payment")}, then ping the connection: it goes on by itself.");

    public bool Equals(Readiness? other) => other is not null && Failed.SequenceEqual(other.Failed) && Off.SetEquals(other.Off);

    public override int GetHashCode() => HashCode.Combine(Failed.Length, Off.Count);
}
