using Akka.Configuration;

namespace Akka.Embedded;

/// <summary>Says clearly what this engine cannot do.</summary>
internal static class EngineLimits
{
    internal static ConfigurationException Refuse(string setting) => new(
        $"{setting}: the embedded engine runs in one process and has no cluster. Build with AkkaEngine=packages to run on Akka.NET, or remove the setting.");

    internal static void Check(Config config)
    {
        var provider = config.GetString("akka.actor.provider", "local");
        if (provider.Contains("remote", StringComparison.OrdinalIgnoreCase)) throw Refuse($"akka.actor.provider = {provider}");
        if (config.GetStringList("akka.cluster.seed-nodes") is { Count: > 0 }) throw Refuse("akka.cluster.seed-nodes");
    }
}
