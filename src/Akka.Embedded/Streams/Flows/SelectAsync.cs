using Akka.Streams.Supervision;

namespace Akka.Embedded.Streams;

/// <summary>
/// Keeps up to so many tasks going and emits their results, in the order of their elements or as they come.
/// A place is taken until its result has gone downstream, so that demand bounds what is started.
/// </summary>
internal sealed class SelectAsync<TIn, TOut>(int parallelism, bool ordered, Func<TIn, Task<TOut>> map, Decider decider)
    : Supervised<TIn, TOut>(decider)
{
    private readonly Queue<Slot> _slots = new();
    private int _taken;

    public override void OnPush(TIn element)
    {
        var slot = new Slot(this, map(element));
        _taken++;
        if (ordered) _slots.Enqueue(slot);
        slot.Await();
        PullMore();
    }

    public override void OnPull()
    {
        Emit();
        PullMore();
    }

    public override void OnUpstreamFinish()
    {
        if (_taken == 0) Out.Complete();
    }

    private void Settled(Slot slot)
    {
        if (slot.Fault is { } fault && !Survives(fault))
        {
            FailStage(fault);
            return;
        }
        if (!ordered) _slots.Enqueue(slot);
        Emit();
        PullMore();
    }

    private void Emit()
    {
        while (_slots.TryPeek(out var slot) && slot.IsSettled && (slot.Fault is not null || Out.IsAvailable))
        {
            _slots.Dequeue();
            _taken--;
            if (slot.Fault is null) Out.Push(slot.Result);
        }
        if (_taken == 0 && In.IsClosed) Out.Complete();
    }

    private void PullMore()
    {
        if (_taken < parallelism) In.Pull();
    }

    private sealed class Slot(SelectAsync<TIn, TOut> stage, Task<TOut> task) : Signal(stage)
    {
        internal bool IsSettled { get; private set; }

        internal TOut Result => task.Result;

        internal Exception? Fault =>
            task.IsFaulted ? task.Exception.InnerException : task.IsCanceled ? new TaskCanceledException(task) : null;

        internal void Await()
        {
            if (task.IsCompleted) Run();
            else task.GetAwaiter().UnsafeOnCompleted(() => Stage.Interpreter.Post(this));
        }

        internal override void Run()
        {
            IsSettled = true;
            stage.Settled(this);
        }
    }
}
