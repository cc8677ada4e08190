using Microsoft.Extensions.Hosting;
using MlConnector.Actors.ReadSide;

namespace MlConnector.Actors;

internal sealed class StorePreparation(ReadStore store) : IHostedService
{
    public Task StartAsync(CancellationToken ct) => store.PrepareAsync(ct);

    public Task StopAsync(CancellationToken ct) => Task.CompletedTask;
}
