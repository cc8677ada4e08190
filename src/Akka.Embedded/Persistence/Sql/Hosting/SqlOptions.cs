using System.Text;
using Akka.Persistence.Hosting;
using Akka.Persistence.Sql.Config;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>A SQL journal, and the query plug-in that reads it.</summary>
public sealed class SqlJournalOptions : JournalOptions
{
    public SqlJournalOptions() : this(true) { }

    public SqlJournalOptions(bool isDefaultPlugin, string identifier = "sql") : base(isDefaultPlugin)
    {
        Identifier = identifier;
        AutoInitialize = true;
    }

    public override string Identifier { get; set; }

    public string QueryPluginId => $"akka.persistence.query.journal.{Identifier}";

    public string? ConnectionString { get; set; }

    public string? ProviderName { get; set; }

    public TagMode? TagStorageMode { get; set; }

    public bool? DeleteCompatibilityMode { get; set; }

    public TimeSpan? QueryRefreshInterval { get; set; }

    protected override StringBuilder Build(StringBuilder sb)
    {
        sb.Setting(PluginId, "class", "Akka.Persistence.Sql.Journal.SqlWriteJournal, Akka.Persistence.Sql")
            .Setting(PluginId, "connection-string", ConnectionString)
            .Setting(PluginId, "provider-name", ProviderName)
            .Setting(PluginId, "auto-initialize", AutoInitialize ? "on" : "off")
            .Setting(PluginId, "tag-write-mode", TagStorageMode)
            .Setting(PluginId, "delete-compatibility-mode", DeleteCompatibilityMode is { } mode ? mode ? "on" : "off" : null)
            .Setting(QueryPluginId, "class", "Akka.Persistence.Sql.Query.SqlReadJournalProvider, Akka.Persistence.Sql")
            .Setting(QueryPluginId, "write-plugin", PluginId)
            .Setting(QueryPluginId, "refresh-interval", QueryRefreshInterval is { } interval ? $"{interval.TotalMilliseconds}ms" : null);
        return base.Build(sb);
    }
}

/// <summary>A SQL snapshot store.</summary>
public sealed class SqlSnapshotOptions : SnapshotOptions
{
    public SqlSnapshotOptions() : this(true) { }

    public SqlSnapshotOptions(bool isDefaultPlugin, string identifier = "sql") : base(isDefaultPlugin)
    {
        Identifier = identifier;
        AutoInitialize = true;
    }

    public override string Identifier { get; set; }

    public string? ConnectionString { get; set; }

    public string? ProviderName { get; set; }

    protected override StringBuilder Build(StringBuilder sb)
    {
        sb.Setting(PluginId, "class", "Akka.Persistence.Sql.Snapshot.SqlSnapshotStore, Akka.Persistence.Sql")
            .Setting(PluginId, "connection-string", ConnectionString)
            .Setting(PluginId, "provider-name", ProviderName)
            .Setting(PluginId, "auto-initialize", AutoInitialize ? "on" : "off");
        return base.Build(sb);
    }
}
