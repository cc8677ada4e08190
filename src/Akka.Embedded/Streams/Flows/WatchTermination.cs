using Akka.Streams;

namespace Akka.Embedded.Streams;

/// <summary>Tells when and how the stream ended at this place.</summary>
internal sealed class WatchTermination<T> : Linear<T, T>
{
    private readonly Promise<Done> _end = new();

    internal Task<Done> Ended => _end.Task;

    public override void OnPush(T element) => Out.Push(element);

    public override void OnUpstreamFinish()
    {
        _end.Resolve(Interpreter, Done.Instance);
        Out.Complete();
    }

    public override void OnUpstreamFailure(Exception cause)
    {
        _end.Reject(Interpreter, cause);
        Out.Fail(cause);
    }

    public override void OnDownstreamFinish(Exception? cause)
    {
        if (cause is null) _end.Resolve(Interpreter, Done.Instance);
        else _end.Reject(Interpreter, cause);
        In.Cancel(cause);
    }

    internal override void OnThrown(Exception cause)
    {
        _end.Reject(Interpreter, cause);
        base.OnThrown(cause);
    }

    protected override void PostStop() => _end.Abandon(Interpreter);
}
