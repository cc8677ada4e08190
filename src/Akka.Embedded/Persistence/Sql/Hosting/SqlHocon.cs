using System.Text;

namespace Akka.Persistence.Sql.Hosting;

/// <summary>Writes the settings that were made, and only those.</summary>
internal static class SqlHocon
{
    internal static StringBuilder Connection(
        this StringBuilder sb, string pluginId, string className, string? connectionString, string? providerName, bool autoInitialize) =>
        sb.Setting(pluginId, "class", className)
            .Setting(pluginId, "connection-string", connectionString)
            .Setting(pluginId, "provider-name", providerName)
            .Setting(pluginId, "auto-initialize", autoInitialize ? "true" : "false");

    internal static StringBuilder Setting(this StringBuilder sb, string pluginId, string key, object? value)
    {
        var text = value is bool flag ? (flag ? "true" : "false") : value?.ToString();
        return text is null ? sb : sb.AppendLine($"{pluginId}.{key} = \"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"");
    }
}
