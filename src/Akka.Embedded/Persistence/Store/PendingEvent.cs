using System.Collections.Immutable;
using Akka.Actor;

namespace Akka.Persistence.Store;

/// <summary>One event on its way to the store and, as a message to its actor, back again: its handler runs when it arrives.</summary>
internal sealed class PendingEvent(Eventsourced owner, object original, Action<object> handler, IActorRef sender, long sequenceNr)
{
    /// <summary>The incarnation that asked for it: an answer to one that was restarted since is nobody's.</summary>
    internal Eventsourced Owner => owner;

    internal object Original { get; } = original;
    internal Action<object> Handler => handler;
    internal IActorRef Sender => sender;

    internal long SequenceNr => sequenceNr;

    /// <summary>The last one of its write: when it is back, the next write may go.</summary>
    internal bool EndsWrite { get; set; }

    internal object Payload { get; private set; } = original;
    internal IImmutableSet<string> Tags { get; private set; } = ImmutableHashSet<string>.Empty;
    internal StoredPayload Stored { get; set; }

    internal Exception? Rejection { get; set; }
    internal Exception? Failure { get; set; }

    internal void Adapt(object payload, IImmutableSet<string> tags) => (Payload, Tags) = (payload, tags);
}
