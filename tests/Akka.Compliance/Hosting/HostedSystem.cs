using Akka.Actor;
using Akka.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Compliance.Hosting;

/// <summary>A host that is built, started and stopped by the test itself.</summary>
internal static class HostedSystem
{
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    internal static IHost Build(Action<AkkaConfigurationBuilder, IServiceProvider> configure, Action<IServiceCollection>? services = null) =>
        new HostBuilder()
            .ConfigureServices((_, collection) =>
            {
                services?.Invoke(collection);
                collection.AddAkka("hosted", configure);
            })
            .Build();

    internal static ActorSystem System(this IHost host) => host.Services.GetRequiredService<ActorSystem>();
}

internal sealed class Echo : ReceiveActor
{
    public Echo() => ReceiveAny(message => Sender.Tell(message));
}
