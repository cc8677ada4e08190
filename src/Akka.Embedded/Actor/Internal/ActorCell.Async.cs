namespace Akka.Actor;

/// <summary>Asynchronous handlers: no other message until they end, every step of them in the actor's own turn.</summary>
internal sealed partial class ActorCell
{
    private Turn? _turn;
    private int _awaiting;

    /// <summary>Runs the handler once the current message is done, and holds the next one back until the handler is.</summary>
    internal void RunAsync(Func<Task> handler)
    {
        var incarnation = _actor;
        _awaiting++;
        _suspended++;
        (_turn ??= new Turn(this)).Post(_ => Begin(), null);

        void Begin()
        {
            Task task;
            try
            {
                task = handler();
            }
            catch (Exception e)
            {
                task = Task.FromException(e);
            }
            if (task.IsCompleted) End(task);
            else task.ContinueWith(done => PostSystem(() => End(done)), default, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        void End(Task task)
        {
            // restarted or stopped meanwhile: the handler's end concerns nobody
            if (!ReferenceEquals(incarnation, _actor) || _awaiting == 0) return;
            _awaiting--;
            _suspended--;
            if (task.IsCanceled) HandleFailure(new TaskCanceledException(task));
            else if (task.Exception is { } failure) HandleFailure(failure.InnerException!);
            if (_awaiting == 0) EndMessage();
        }
    }

    private sealed class Turn(ActorCell cell) : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state) => cell.PostSystem(() =>
        {
            var outer = Current;
            SetSynchronizationContext(this);
            try
            {
                d(state);
            }
            finally
            {
                SetSynchronizationContext(outer);
            }
        });

        public override void Send(SendOrPostCallback d, object? state) => Post(d, state);

        public override SynchronizationContext CreateCopy() => this;
    }
}
