using System.Text;
using Akka.Hosting;

namespace Akka.Cluster.Hosting;

public sealed class ClusterOptions
{
    public string[]? Roles { get; set; }

    public string[]? SeedNodes { get; set; }

    internal string ToHocon()
    {
        var hocon = new StringBuilder("akka.actor.provider = cluster\n");
        if (Roles is { Length: > 0 }) hocon.AppendLine($"akka.cluster.roles = [{string.Join(", ", Roles.Select(Hocon.Quoted))}]");
        if (SeedNodes is { Length: > 0 }) hocon.AppendLine($"akka.cluster.seed-nodes = [{string.Join(", ", SeedNodes.Select(Hocon.Quoted))}]");
        return hocon.ToString();
    }
}
