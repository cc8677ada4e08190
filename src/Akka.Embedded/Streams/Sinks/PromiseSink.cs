namespace Akka.Embedded.Streams;

/// <summary>A sink whose materialized value is a task: it takes elements while there is more to take, then tells its result.</summary>
internal sealed class PromiseSink<TIn, TOut>(Func<TIn, bool> takesMore, Func<TOut> result) : Drain<TIn>
{
    private readonly Promise<TOut> _result = new();

    internal Task<TOut> Result => _result.Task;

    public override void OnPush(TIn element)
    {
        if (takesMore(element))
        {
            In.Pull();
            return;
        }
        OnUpstreamFinish();
        In.Cancel();
    }

    public override void OnUpstreamFinish() => _result.Resolve(Interpreter, result());

    public override void OnUpstreamFailure(Exception cause) => _result.Reject(Interpreter, cause);

    internal override void OnThrown(Exception cause)
    {
        _result.Reject(Interpreter, cause);
        base.OnThrown(cause);
    }

    protected override void PostStop() => _result.Abandon(Interpreter);
}
