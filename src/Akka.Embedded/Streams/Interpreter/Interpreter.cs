using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Embedded.Streams;

/// <summary>
/// Runs the stages of one materialized stream, one at a time, on whatever thread the runtime lends it. All that
/// reaches a stream from outside (a timer, a task that is done, an offer) comes as a <see cref="Signal"/>.
/// </summary>
internal sealed class Interpreter(ActorSystemImpl system, Action<Interpreter> onStopped) : IThreadPoolWorkItem
{
    // A stream with endless work gives its thread back after so many deliveries, and looks at its inbox then.
    private const int Turn = 4096;

    private readonly ConcurrentQueue<Signal> _inbox = new();
    private readonly Queue<Link> _links = new();
    private readonly Queue<Stage> _starting = new();
    private readonly HashSet<Stage> _stages = [];
    private readonly long _origin = system.Runtime.Time.GetTimestamp();
    private Stage _active = null!;
    private volatile bool _aborted;
    private int _scheduled;

    internal ExtendedActorSystem System => system;

    internal EngineRuntime Runtime { get; } = system.Runtime;

    /// <summary>Time since the stream was made.</summary>
    internal TimeSpan Now => Runtime.Time.GetElapsedTime(_origin);

    internal Link<T> Link<T>() => new(this);

    internal TStage Add<TStage>(TStage stage) where TStage : Stage
    {
        stage.Interpreter = this;
        _stages.Add(stage);
        _starting.Enqueue(stage);
        return stage;
    }

    internal void Enqueue(Link link) => _links.Enqueue(link);

    internal void Enter(Stage stage) => _active = stage;

    internal void Post(Signal signal)
    {
        _inbox.Enqueue(signal);
        Schedule();
    }

    /// <summary>Ends every stage where it stands.</summary>
    internal void Abort()
    {
        _aborted = true;
        Schedule();
    }

    internal void Schedule()
    {
        if (Interlocked.Exchange(ref _scheduled, 1) == 0) Runtime.Execute(this);
    }

    public void Execute()
    {
        var left = Turn;
        do
        {
            while (_inbox.TryDequeue(out var signal)) Receive(signal);
            while (left > 0 && !_aborted && Next()) left--;
        } while (left > 0 && !_inbox.IsEmpty);

        if (left == 0)
        {
            Runtime.Execute(this);
            return;
        }
        if (_aborted) EndAll();
        if (_stages.Count == 0) onStopped(this);
        Volatile.Write(ref _scheduled, 0);
        if (!_inbox.IsEmpty || (_aborted && _stages.Count > 0)) Schedule();
    }

    private bool Next()
    {
        if (_starting.TryDequeue(out var stage)) Run(stage, stage, static s => s.PreStart());
        else if (_links.TryDequeue(out var link)) Deliver(link);
        else return false;
        return true;
    }

    private void Deliver(Link link)
    {
        try
        {
            link.Deliver();
        }
        catch (Exception cause)
        {
            Run(_active, (_active, cause), static t => t._active.OnThrown(t.cause));
        }
        StopIfOver();
    }

    private void Receive(Signal signal)
    {
        if (signal.Stage.IsStopped) signal.Refuse();
        else Run(signal.Stage, signal, static s => s.Run());
    }

    private void Run<TState>(Stage stage, TState state, Action<TState> step)
    {
        _active = stage;
        try
        {
            step(state);
        }
        catch (Exception cause)
        {
            stage.FailStage(cause);
        }
        StopIfOver();
    }

    private void StopIfOver()
    {
        if (_active.IsOver && _stages.Remove(_active)) _active.Stop();
    }

    private void EndAll()
    {
        foreach (var stage in _stages) stage.Stop();
        _stages.Clear();
    }
}
