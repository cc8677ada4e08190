namespace Akka.Actor;

/// <summary>Asynchronous handlers: no other message until they end, every step of them in the actor's own turn.</summary>
internal sealed partial class ActorCell
{
    private Turn? _turn;

    internal void RunAsync(Func<Task> handler)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(_turn ??= new Turn(this));
        Task task;
        try
        {
            task = handler();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
        if (task.IsCompletedSuccessfully) return;
        if (task.IsCompleted)
        {
            task.GetAwaiter().GetResult();
            return;
        }
        _awaiting = true;
        task.ContinueWith(
            static (done, cell) => ((ActorCell)cell!).PostSystem(new SystemMessage.AsyncDone(Failure(done))),
            this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private void EndAsync(Exception? failure)
    {
        // restarted or stopped meanwhile: the handler's end concerns nobody
        if (!_awaiting) return;
        _awaiting = false;
        try
        {
            if (failure is not null) HandleFailure(failure);
        }
        finally
        {
            EndMessage();
        }
    }

    private static Exception? Failure(Task task) =>
        task.IsCanceled ? new TaskCanceledException(task) : task.Exception?.InnerException;

    private sealed class Turn(ActorCell cell) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => cell.PostSystem(new SystemMessage.Continue(s =>
        {
            var outer = Current;
            SetSynchronizationContext(this);
            try
            {
                d(s);
            }
            finally
            {
                SetSynchronizationContext(outer);
            }
        }, state));

        public override void Send(SendOrPostCallback d, object? state) => Post(d, state);
    }
}
