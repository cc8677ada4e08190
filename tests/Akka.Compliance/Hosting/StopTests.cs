using Akka.Actor;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Compliance.Hosting;

public sealed class StopTests
{
    [Fact]
    public async Task Stopping_the_host_runs_the_coordinated_shutdown_phase_by_phase()
    {
        var phases = new List<string>();
        using var host = HostedSystem.Build((builder, _) => builder.AddStartup((system, _) =>
        {
            string[] inAnyOrder =
            [
                CoordinatedShutdown.PhaseBeforeActorSystemTerminate, CoordinatedShutdown.PhaseServiceStop,
                CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseClusterShardingShutdownRegion,
            ];
            foreach (var phase in inAnyOrder)
                CoordinatedShutdown.Get(system).AddTask(phase, "note", () =>
                {
                    phases.Add(phase);
                    return Task.FromResult(Akka.Done.Instance);
                });
        }));
        await host.StartAsync();
        var system = host.System();

        await host.StopAsync();

        phases.ShouldBe(
        [
            CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseClusterShardingShutdownRegion, CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
        ]);
        system.WhenTerminated.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_system_that_ends_takes_its_host_with_it()
    {
        using var host = HostedSystem.Build((_, _) => { });
        await host.StartAsync();
        var stopping = new TaskCompletionSource();
        host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.SetResult());

        await host.System().Terminate();

        await stopping.Task.WaitAsync(HostedSystem.Patience);
        await host.StopAsync();
    }
}
