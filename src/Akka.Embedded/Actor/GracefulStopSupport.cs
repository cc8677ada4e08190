namespace Akka.Actor;

/// <summary>Stops an actor and waits until it has.</summary>
public static class GracefulStopSupport
{
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not LocalRef { Cell.SystemImpl: { } system } || ((LocalRef)target).Cell.IsTerminated) return true;
        var stopped = system.Runtime.NewCompletion<bool>();
        system.SystemActorOf(Props.Create(() => new StopWatcher(target, stopped)));
        target.Tell(stopMessage, ActorRefs.NoSender);
        using var timer = system.Runtime.Time.CreateTimer(
            _ => stopped.TrySetResult(false), null, timeout, Timeout.InfiniteTimeSpan);
        return await stopped.Task;
    }

    private sealed class StopWatcher : ReceiveActor
    {
        public StopWatcher(IActorRef target, TaskCompletionSource<bool> stopped)
        {
            Context.Watch(target);
            Receive<Terminated>(_ =>
            {
                stopped.TrySetResult(true);
                Context.Stop(Self);
            });
        }
    }
}
