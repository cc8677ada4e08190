using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Ties the life of the actor system to that of the host, both ways.</summary>
public class AkkaHostedService(AkkaConfigurationBuilder configurationBuilder, IServiceProvider serviceProvider, ILogger<AkkaHostedService> logger, IHostApplicationLifetime applicationLifetime) : IHostedService
{
    protected ActorSystem? ActorSystem;
    protected CoordinatedShutdown? CoordinatedShutdown;

    public virtual async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            ActorSystem = serviceProvider.GetRequiredService<ActorSystem>();
            CoordinatedShutdown = CoordinatedShutdown.Get(ActorSystem);
            await configurationBuilder.Start(ActorSystem).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.LogCritical(e, "The actor system could not be started");
            throw;
        }
        _ = StopHostAfter(ActorSystem);
    }

    public virtual async Task StopAsync(CancellationToken cancellationToken)
    {
        if (CoordinatedShutdown is { } shutdown)
            await shutdown.Run(Akka.Actor.CoordinatedShutdown.ClrExitReason.Instance).ConfigureAwait(false);
    }

    private async Task StopHostAfter(ActorSystem system)
    {
        await system.WhenTerminated.ConfigureAwait(false);
        applicationLifetime.StopApplication();
    }
}
