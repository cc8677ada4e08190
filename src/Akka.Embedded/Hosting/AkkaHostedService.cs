using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Akka.Hosting;

/// <summary>Ties the life of the actor system to that of the host, both ways.</summary>
internal sealed class AkkaHostedService(
    AkkaConfigurationBuilder configurationBuilder, IServiceProvider serviceProvider, ILogger<AkkaHostedService> logger,
    IHostApplicationLifetime applicationLifetime) : IHostedService
{
    private ActorSystem? _system;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _system = serviceProvider.GetRequiredService<ActorSystem>();
            await configurationBuilder.Start(_system).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            logger.LogCritical(e, "The actor system could not be started");
            throw;
        }
        _ = _system.WhenTerminated.ContinueWith(_ => applicationLifetime.StopApplication(), TaskScheduler.Default);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_system is not null) await CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance).ConfigureAwait(false);
    }
}
