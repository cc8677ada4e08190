using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Store;

namespace Akka.Persistence.Journal;

/// <summary>The adapters that a journal's configuration binds to types; the binding nearest to an event's own type wins.</summary>
internal sealed class EventAdapters
{
    private readonly (Type Bound, object[] Adapters)[] _bindings;
    private readonly ConcurrentDictionary<Type, object[]> _byType = [];

    internal EventAdapters(ExtendedActorSystem system, Config config)
    {
        var adapters = Entries(config, "event-adapters").ToDictionary(entry => entry.Key, entry => Create(system, (string)entry.Value));
        _bindings = [.. Entries(config, "event-adapter-bindings").Select(entry => (
            Type.GetType(entry.Key, throwOnError: true)!,
            Names(entry.Value).Select(name => adapters.GetValueOrDefault(name)
                ?? throw new ConfigurationException($"{entry.Key} is bound to the event adapter '{name}', which is not configured.")).ToArray()))];
    }

    internal void ToJournal(PendingEvent pending)
    {
        var adapter = Of(pending.Original.GetType()).OfType<IWriteEventAdapter>().FirstOrDefault();
        var payload = adapter is null ? pending.Original : adapter.ToJournal(pending.Original);
        if (payload is Tagged tagged) pending.Adapt(tagged.Payload, tagged.Tags);
        else pending.Adapt(payload, ImmutableHashSet<string>.Empty);
    }

    internal IEnumerable<object> FromJournal(object payload, string manifest)
    {
        var readers = Of(payload.GetType()).OfType<IReadEventAdapter>().ToArray();
        return readers.Length == 0 ? [payload] : readers.SelectMany(reader => reader.FromJournal(payload, manifest).Events);
    }

    private object[] Of(Type type)
    {
        if (_bindings.Length == 0) return [];
        return _byType.GetOrAdd(type, t =>
        {
            var fitting = _bindings.Where(b => b.Bound.IsAssignableFrom(t)).ToArray();
            return fitting.FirstOrDefault(b => fitting.All(other => other.Bound.IsAssignableFrom(b.Bound)), fitting.FirstOrDefault()).Adapters ?? [];
        });
    }

    private static object Create(ExtendedActorSystem system, string typeName)
    {
        var type = Type.GetType(typeName, throwOnError: true)!;
        return type.GetConstructor([typeof(ExtendedActorSystem)]) is { } constructor ? constructor.Invoke([system]) : Activator.CreateInstance(type)!;
    }

    private static IEnumerable<KeyValuePair<string, object>> Entries(Config config, string path) => config.GetConfig(path).Tree.Members;

    private static IEnumerable<string> Names(object value) => value is IReadOnlyList<object> several ? several.Select(name => (string)name) : [(string)value];
}
