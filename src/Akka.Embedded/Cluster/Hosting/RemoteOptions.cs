using System.Text;
using Akka.Hosting;

namespace Akka.Remote.Hosting;

public sealed class RemoteOptions
{
    public string? HostName { get; set; }

    public int? Port { get; set; }

    internal string ToHocon()
    {
        var hocon = new StringBuilder();
        hocon.Add("akka.remote.dot-netty.tcp.hostname", HostName);
        hocon.Add("akka.remote.dot-netty.tcp.port", Port);
        return hocon.ToString();
    }
}

public static class AkkaRemoteHostingExtensions
{
    public static AkkaConfigurationBuilder WithRemoting(this AkkaConfigurationBuilder builder, RemoteOptions options) =>
        builder.AddHocon(options.ToHocon(), HoconAddMode.Prepend);
}
