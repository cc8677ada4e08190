using Akka.Actor;
using Akka.Event;
using Microsoft.Extensions.Logging;
using MlConnector.Actors.ReadSide;
using MlConnector.Actors.Sharding;
using MlConnector.Domain;

namespace MlConnector.Actors.Realms;

/// <summary>Sees to it that every connected realm's actor runs somewhere: at the start, and after whatever stopped one.</summary>
public sealed class RealmWaker : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private readonly ReadSideReader _readSide;
    private readonly CancellationTokenSource _stopping = new();

    public RealmWaker(ReadSideReader readSide, Regions regions, ILogger<RealmWaker> log)
    {
        _readSide = readSide;
        Receive<Look>(_ => FindAsync().PipeTo(Self, failure: e => new Status.Failure(e)));
        Receive<Found>(found =>
        {
            foreach (var realm in found.Realms) regions.Realms.Tell(new Wake(realm));
        });
        Receive<Status.Failure>(f => RealmLog.NotLookedUp(log, f.Cause));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(Look.Instance, Look.Instance, TimeSpan.Zero, Every);

    protected override void PostStop() => _stopping.Cancel();

    private async Task<Found> FindAsync() => new(await _readSide.RealmsAsync(_stopping.Token));

    private sealed record Found(IReadOnlyList<RealmId> Realms);

    private sealed class Look : IDeadLetterSuppression
    {
        public static readonly Look Instance = new();

        private Look() { }
    }
}
