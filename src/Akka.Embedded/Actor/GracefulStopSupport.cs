namespace Akka.Actor;

/// <summary>Stops an actor and waits until it has.</summary>
public static class GracefulStopSupport
{
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not LocalRef { Cell: var cell }) return true;
        var stopped = cell.SystemImpl.Runtime.NewCompletion<bool>();
        cell.OnStop(() => stopped.TrySetResult(true));
        if (!cell.IsTerminated) target.Tell(stopMessage, ActorRefs.NoSender);
        using var timer = cell.SystemImpl.Runtime.Time.CreateTimer(_ => stopped.TrySetResult(false), null, timeout, Timeout.InfiniteTimeSpan);
        return await stopped.Task;
    }
}
