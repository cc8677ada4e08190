using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Configuration;

namespace Akka.Cluster.Sharding;

/// <summary>What one kind of entity has in common: what makes one, how its region behaves (as its options or akka.cluster.sharding say).</summary>
internal sealed class EntityType(string name, Func<string, Props> props, IMessageExtractor extractor, ShardOptions options, Config config)
{
    internal string Name => name;

    internal Func<string, Props> Props => props;

    internal IMessageExtractor Extractor => extractor;

    internal object StopMessage { get; } = options.HandOffStopMessage ?? PoisonPill.Instance;

    internal string? Role { get; } = options.Role ?? config.GetString("role", null);

    internal bool Remembers { get; } = options.RememberEntities ?? config.GetBoolean("remember-entities", false);

    internal RememberEntitiesStore Store { get; } =
        options.RememberEntitiesStore ?? Enum.Parse<RememberEntitiesStore>(config.GetString("remember-entities-store", "ddata"), ignoreCase: true);

    internal string JournalPluginId { get; } = options.JournalPluginId ?? config.GetString("journal-plugin-id", "");

    internal string SnapshotPluginId { get; } = options.SnapshotPluginId ?? config.GetString("snapshot-plugin-id", "");

    internal int BufferSize { get; } = config.GetInt("buffer-size", 100_000);

    internal TimeSpan RestartBackoff { get; } = config.GetTimeSpan("entity-restart-backoff", TimeSpan.FromSeconds(10), false);

    internal TimeSpan HandOffTimeout { get; } = config.GetTimeSpan("handoff-timeout", TimeSpan.FromSeconds(60), false);

    private readonly TimeSpan? _idleAfter =
        options.ShouldPassivateIdleEntities == false ? null
        : options.PassivateIdleEntityAfter ?? (config.GetString("passivate-idle-entity-after", "120s") is "off"
            ? null
            : config.GetTimeSpan("passivate-idle-entity-after", TimeSpan.FromSeconds(120), false));

    /// <summary>When an entity that nobody needs is stopped; null for never. Remembered entities are there to stay.</summary>
    internal TimeSpan? IdleAfter => Remembers || _idleAfter <= TimeSpan.Zero ? null : _idleAfter;
}
