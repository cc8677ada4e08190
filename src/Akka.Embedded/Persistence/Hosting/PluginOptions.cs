using System.Text;
using Akka.Configuration;

namespace Akka.Persistence.Hosting;

public enum PersistenceMode
{
    Both,
    Journal,
    SnapshotStore,
}

/// <summary>A journal plug-in's settings, written as configuration.</summary>
public abstract class JournalOptions(bool isDefault)
{
    public bool IsDefaultPlugin { get; set; } = isDefault;

    public abstract string Identifier { get; set; }

    public bool AutoInitialize { get; set; }

    public AkkaPersistenceJournalBuilder Adapters { get; set; } = new("", null!);

    public string PluginId => $"akka.persistence.journal.{Identifier}";

    public Config ToConfig() => ConfigurationFactory.ParseString(Build(new StringBuilder()).ToString());

    protected virtual StringBuilder Build(StringBuilder sb)
    {
        if (IsDefaultPlugin) sb.AppendLine($"akka.persistence.journal.plugin = {PluginId}");
        return sb.AppendLine(Adapters.ToHocon(PluginId));
    }
}

/// <summary>A snapshot store plug-in's settings, written as configuration.</summary>
public abstract class SnapshotOptions(bool isDefault)
{
    public bool IsDefaultPlugin { get; set; } = isDefault;

    public abstract string Identifier { get; set; }

    public bool AutoInitialize { get; set; }

    public string PluginId => $"akka.persistence.snapshot-store.{Identifier}";

    public Config ToConfig() => ConfigurationFactory.ParseString(Build(new StringBuilder()).ToString());

    protected virtual StringBuilder Build(StringBuilder sb) =>
        IsDefaultPlugin ? sb.AppendLine($"akka.persistence.snapshot-store.plugin = {PluginId}") : sb;
}
