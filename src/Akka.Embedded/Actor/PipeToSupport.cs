namespace Akka.Actor;

/// <summary>Sends the outcome of a task to an actor: its result, or a <see cref="Status.Failure"/>.</summary>
public static class PipeToSupport
{
    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        taskToPipe.ContinueWith(
            done =>
            {
                if (Outcome(done, success, failure) is { } outcome) recipient.Tell(outcome, sender ?? ActorRefs.NoSender);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static object? Outcome<T>(Task<T> done, Func<T, object>? success, Func<Exception, object>? failure)
    {
        try
        {
            if (done.IsCompletedSuccessfully) return success is null ? done.Result : success(done.Result);
            Exception cause = done.IsCanceled ? new TaskCanceledException(done) : done.Exception!;
            if (cause is AggregateException { InnerExceptions: [var one] }) cause = one;
            return failure is null ? new Status.Failure(cause) : failure(cause);
        }
        catch (Exception e)
        {
            return new Status.Failure(e);
        }
    }
}
