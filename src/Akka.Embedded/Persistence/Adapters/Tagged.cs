using System.Collections.Immutable;

namespace Akka.Persistence.Journal;

/// <summary>What a write adapter returns to have an event stored with tags.</summary>
public readonly struct Tagged(object payload, IImmutableSet<string> tags)
{
    public Tagged(object payload, IEnumerable<string> tags) : this(payload, tags.ToImmutableHashSet()) { }

    public object Payload { get; } = payload;

    public IImmutableSet<string> Tags { get; } = tags;
}
