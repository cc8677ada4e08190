using Akka.Streams;
using Akka.Streams.Dsl;

namespace Akka.Embedded.Streams;

/// <summary>A stage with a second link in.</summary>
internal abstract class Join<T> : Linear<T, T>
{
    protected Link<T> Second { get; private set; } = null!;

    public override void OnUpstreamFailure(Exception cause) => FailStage(cause);

    public override void OnDownstreamFinish(Exception? cause)
    {
        In.Cancel(cause);
        Second.Cancel(cause);
    }

    internal static Flow<T, T, TMat> With<TMat>(IGraph<SourceShape<T>, TMat> other, Func<Join<T>> make) => new((into, attributes, from, to) =>
    {
        var stage = into.Add(make());
        stage.Connect(from, to);
        stage.Second = into.Link<T>();
        stage.Second.To(stage, stage);
        return other.Source().Build(into, attributes, stage.Second);
    });
}

/// <summary>Takes all from one, then all from the other.</summary>
internal sealed class Concat<T> : Join<T>
{
    public override void OnPush(T element) => Out.Push(element);

    public override void OnPull() => (In.IsClosed ? Second : In).Pull();

    public override void OnUpstreamFinish()
    {
        if (In.IsClosed && Second.IsClosed) Out.Complete();
        else if (Out.IsAvailable) OnPull();
    }
}

/// <summary>Takes from both as elements come, one of each at a time.</summary>
internal sealed class Merge<T>(bool eagerComplete) : Join<T>
{
    private readonly Queue<T> _waiting = new();

    internal override void PreStart() => PullBoth();

    public override void OnPush(T element)
    {
        _waiting.Enqueue(element);
        if (Out.IsAvailable) OnPull();
    }

    public override void OnPull()
    {
        if (_waiting.TryDequeue(out var next)) Out.Push(next);
        CompleteIfOver();
        if (_waiting.Count == 0) PullBoth();
    }

    public override void OnUpstreamFinish()
    {
        if (eagerComplete)
        {
            In.Cancel();
            Second.Cancel();
        }
        CompleteIfOver();
    }

    private void PullBoth()
    {
        In.Pull();
        Second.Pull();
    }

    private void CompleteIfOver()
    {
        if (In.IsClosed && Second.IsClosed && _waiting.Count == 0) Out.Complete();
    }
}
