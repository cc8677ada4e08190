using System.Net;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Cluster;

/// <summary>What this engine can be of a cluster: its one and only node, out of reach from elsewhere.</summary>
internal static class SingleNode
{
    private const string Remoting = "akka.remote.dot-netty.tcp";

    internal static Address SelfAddress(string systemName, Config config) =>
        new("akka.tcp", systemName, config.GetString($"{Remoting}.hostname", "127.0.0.1"), config.GetInt($"{Remoting}.port", 0));

    /// <summary>Stops a system whose settings only make sense with other nodes.</summary>
    internal static void Check(string systemName, Config config)
    {
        if (config.GetString("akka.actor.provider", "") is { } provider && provider.Contains("remote", StringComparison.OrdinalIgnoreCase))
            throw Refuse("akka.actor.provider", provider, "there is no other to talk to");

        foreach (var key in (string[])["hostname", "public-hostname"])
            if (config.GetString($"{Remoting}.{key}", "") is { Length: > 0 } host && !IsLoopback(host))
                throw Refuse($"{Remoting}.{key}", host, "others could not connect to it");

        if (config.GetBoolean($"{Remoting}.enable-ssl", false)) throw Refuse($"{Remoting}.enable-ssl", "on", "there is no connection to encrypt");

        var self = SelfAddress(systemName, config);
        foreach (var seed in config.GetStringList("akka.cluster.seed-nodes"))
            if (seed != self.ToString()) throw Refuse("akka.cluster.seed-nodes", seed, $"this node is {self} and can only join itself");

        var minimum = config.GetInt("akka.cluster.min-nr-of-members", 1);
        if (minimum > 1) throw Refuse("akka.cluster.min-nr-of-members", minimum, "there is only one");

        foreach (var (role, settings) in config.GetConfig("akka.cluster.role").Tree.Members)
            if (settings is HoconObject ofRole && new Config(ofRole).GetInt("min-nr-of-members", 1) is > 1 and var wanted)
                throw Refuse($"akka.cluster.role.{role}.min-nr-of-members", wanted, "there is only one");
    }

    internal static ConfigurationException Refuse(string setting, object value, string why) =>
        new($"{setting} = {value}: the embedded actor engine runs on one node, and {why}. Build with AkkaEngine=packages for a cluster.");

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
