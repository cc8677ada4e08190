using System.Text;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Persistence.Journal;

namespace Akka.Persistence.Hosting;

/// <summary>Binds event adapters to the types of a journal's events.</summary>
public sealed class AkkaPersistenceJournalBuilder(string journalId, AkkaConfigurationBuilder builder)
{
    private readonly Dictionary<Type, List<string>> _bindings = [];
    private readonly Dictionary<string, Type> _adapters = [];

    public AkkaPersistenceJournalBuilder AddEventAdapter<TAdapter>(string eventAdapterName, IEnumerable<Type> boundTypes)
        where TAdapter : IEventAdapter => Add(typeof(TAdapter), eventAdapterName, boundTypes);

    internal void Build()
    {
        if (_adapters.Count > 0) builder.AddHocon(ConfigurationFactory.ParseString(ToHocon($"akka.persistence.journal.{journalId}")), HoconAddMode.Prepend);
    }

    internal string ToHocon(string pluginId)
    {
        var hocon = new StringBuilder();
        foreach (var (name, type) in _adapters) hocon.AppendLine($"{pluginId}.event-adapters.{name} = \"{NameOf(type)}\"");
        foreach (var (type, names) in _bindings)
            hocon.AppendLine($"{pluginId}.event-adapter-bindings {{ \"{NameOf(type)}\" = [{string.Join(", ", names)}] }}");
        return hocon.ToString();
    }

    private AkkaPersistenceJournalBuilder Add(Type adapter, string name, IEnumerable<Type> boundTypes)
    {
        _adapters[name] = adapter;
        foreach (var type in boundTypes)
        {
            if (!_bindings.TryGetValue(type, out var names)) _bindings.Add(type, names = []);
            names.Add(name);
        }
        return this;
    }

    private static string NameOf(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";
}
