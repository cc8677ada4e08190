using Akka.Actor;

namespace Akka.Cluster.Sharding;

/// <summary>What regions, shards and the store of remembered entities tell each other.</summary>
internal static class Remembering
{
    internal sealed record Remember(string Id) : INoSerializationVerificationNeeded;

    internal sealed record Forget(string Id) : INoSerializationVerificationNeeded;

    /// <summary>The entity may start: it will be started again.</summary>
    internal sealed record Remembered(string Id) : INoSerializationVerificationNeeded;

    /// <summary>What the region is told once, after its start.</summary>
    internal sealed record Recovered(IReadOnlyCollection<string> Ids) : INoSerializationVerificationNeeded;
}
