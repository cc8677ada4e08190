using Akka.Event;

namespace Akka.Embedded.Streams;

/// <summary>The running part of one operator in one materialized stream. It is over when all its links are closed.</summary>
internal abstract class Stage
{
    private readonly List<Link> _open = [];

    internal Interpreter Interpreter { get; set; } = null!;

    internal bool IsStopped { get; private set; }

    internal bool IsOver => _open.Count == 0 && !IsStopped;

    internal void Opened(Link link) => _open.Add(link);

    internal void Closed(Link link) => _open.Remove(link);

    /// <summary>Runs before anything else of this stage.</summary>
    internal virtual void PreStart() { }

    /// <summary>Runs last, once, whatever ended the stage.</summary>
    protected virtual void PostStop() { }

    /// <summary>One of the stage's handlers threw.</summary>
    internal virtual void OnThrown(Exception cause) => FailStage(cause);

    internal void FailStage(Exception cause)
    {
        foreach (var link in _open.ToArray()) link.Break(this, cause);
    }

    internal void Stop()
    {
        IsStopped = true;
        try
        {
            PostStop();
        }
        catch (Exception cause)
        {
            Interpreter.System.Log.Error(cause, "A stage failed while it was stopping");
        }
    }

    /// <summary>Goes on in the stream when the task is done: at once where it is done already.</summary>
    protected void WhenDone<TTask>(TTask task, Action<TTask> then) where TTask : Task
    {
        if (task.IsCompleted) then(task);
        else task.GetAwaiter().UnsafeOnCompleted(() => Interpreter.Post(new Call(this, () => then(task))));
    }
}
