using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Configuration;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneCluster = Akka.Cluster.Cluster;

namespace Embedded.Tests.Cluster;

/// <summary>What needs a second node stops this one, with a sentence that names the setting and the engine that has it.</summary>
public sealed class RefusalTests
{
    public static TheoryData<string, string> Settings => new()
    {
        { "akka.remote.dot-netty.tcp.hostname = 10.0.0.1", "akka.remote.dot-netty.tcp.hostname = 10.0.0.1" },
        { "akka.remote.dot-netty.tcp.public-hostname = node-1.example.com", "akka.remote.dot-netty.tcp.public-hostname = node-1.example.com" },
        { "akka.remote.dot-netty.tcp.enable-ssl = on", "akka.remote.dot-netty.tcp.enable-ssl" },
        { "akka.cluster.seed-nodes = [\"akka.tcp://refusal@127.0.0.1:5000\"]", "akka.cluster.seed-nodes" },
        { "akka.cluster.min-nr-of-members = 3", "akka.cluster.min-nr-of-members = 3" },
        { "akka.cluster.role { backend.min-nr-of-members = 2 }", "akka.cluster.role.backend.min-nr-of-members = 2" },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_that_needs_other_nodes_stops_the_system(string hocon, string named)
    {
        var refusal = Should.Throw<ConfigurationException>(() => ActorSystem.Create("refusal", ConfigurationFactory.ParseString(hocon)));

        refusal.Message.ShouldContain(named);
        refusal.Message.ShouldContain("AkkaEngine=packages");
    }

    [Fact]
    public async Task An_option_that_needs_other_nodes_stops_the_host()
    {
        using var host = Host(builder => builder.WithRemoting(new RemoteOptions { HostName = "0.0.0.0" }).WithClustering());

        (await Should.ThrowAsync<ConfigurationException>(host.StartAsync())).Message.ShouldContain("AkkaEngine=packages");
    }

    [Fact]
    public async Task A_node_joins_no_other()
    {
        using var host = Host(builder => builder.WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 0 }).WithClustering());
        await host.StartAsync();
        var cluster = OneCluster.Get(host.Services.GetRequiredService<ActorSystem>());

        Should.Throw<ConfigurationException>(() => cluster.Join(new Address("akka.tcp", "refusal", "127.0.0.1", 6000))).Message.ShouldContain("AkkaEngine=packages");
        cluster.IsUp.ShouldBeFalse();
        cluster.Join(cluster.SelfAddress);
        cluster.IsUp.ShouldBeTrue();
        await host.StopAsync();
    }

    [Fact]
    public async Task A_node_whose_only_seed_is_itself_joins_itself()
    {
        using var host = Host(builder => builder
            .WithRemoting(new RemoteOptions { HostName = "127.0.0.1", Port = 5001 })
            .WithClustering(new ClusterOptions { SeedNodes = ["akka.tcp://refusal@127.0.0.1:5001"], Roles = ["all"] }));
        await host.StartAsync();

        var cluster = OneCluster.Get(host.Services.GetRequiredService<ActorSystem>());

        cluster.IsUp.ShouldBeTrue();
        cluster.SelfRoles.ShouldContain("all");
        await host.StopAsync();
    }

    private static IHost Host(Action<AkkaConfigurationBuilder> configure) =>
        new HostBuilder().ConfigureServices((_, services) => services.AddAkka("refusal", configure)).Build();
}
