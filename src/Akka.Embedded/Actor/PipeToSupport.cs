namespace Akka.Actor;

/// <summary>Sends the outcome of a task to an actor: its result, or a <see cref="Status.Failure"/>.</summary>
public static class PipeToSupport
{
    public static Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<T, object>? success = null, Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender ?? ActorRefs.NoSender, t => success is null ? t.Result : success(t.Result), failure);

    public static Task PipeTo(
        this Task taskToPipe, ICanTell recipient, IActorRef? sender = null, Func<object>? success = null, Func<Exception, object>? failure = null) =>
        Pipe(taskToPipe, recipient, sender ?? ActorRefs.NoSender, _ => success?.Invoke(), failure);

    private static Task Pipe<TTask>(TTask task, ICanTell recipient, IActorRef sender, Func<TTask, object?> success, Func<Exception, object>? failure)
        where TTask : Task =>
        task.ContinueWith(
            done =>
            {
                object? outcome;
                try
                {
                    outcome = done.IsCompletedSuccessfully ? success(task) : failure is null ? new Status.Failure(Cause(done)) : failure(Cause(done));
                }
                catch (Exception e)
                {
                    outcome = new Status.Failure(e);
                }
                if (outcome is not null) recipient.Tell(outcome, sender);
            },
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static Exception Cause(Task task) => task.IsCanceled ? new TaskCanceledException(task) : task.Exception!.InnerExceptions.Count == 1
        ? task.Exception.InnerException!
        : task.Exception;
}
