namespace Akka.Cluster.Sharding.Remembering;

internal sealed record Remember(string Id);

internal sealed record Forget(string Id);

/// <summary>Stops the store after all that it was told before.</summary>
internal sealed record Finish;

/// <summary>It may start: it will be started again.</summary>
internal sealed record Remembered(string Id);

/// <summary>What is known from before, told once.</summary>
internal sealed record Recovered(IReadOnlyCollection<string> Ids);

internal sealed record EntitiesStarted(IReadOnlyCollection<string> Ids);

internal sealed record EntitiesStopped(IReadOnlyCollection<string> Ids);

internal sealed record EntitiesSnapshot(IReadOnlyCollection<string> Ids);

/// <summary>The first event of a type's shards: that from here on they are kept in this form.</summary>
internal sealed record ShardsMarker;

internal sealed record ShardsSnapshot(IReadOnlyCollection<string> Ids);
