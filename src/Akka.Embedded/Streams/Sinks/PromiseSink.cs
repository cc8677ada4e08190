using Akka.Streams.Supervision;

namespace Akka.Embedded.Streams;

/// <summary>A sink whose materialized value is a task: it takes all elements, then tells its result.</summary>
internal sealed class PromiseSink<TIn, TOut>(Action<TIn> take, Func<TOut> result, Decider decider) : Drain<TIn>
{
    private readonly Promise<TOut> _result = new();

    internal Task<TOut> Result => _result.Task;

    public override void OnPush(TIn element)
    {
        take(element);
        In.Pull();
    }

    public override void OnUpstreamFinish() => _result.Resolve(Interpreter, result());

    public override void OnUpstreamFailure(Exception cause) => _result.Reject(Interpreter, cause);

    internal override void OnThrown(Exception cause)
    {
        if (decider(cause) != Directive.Stop)
        {
            In.Pull();
            return;
        }
        _result.Reject(Interpreter, cause);
        base.OnThrown(cause);
    }

    protected override void PostStop() => _result.Abandon(Interpreter);
}
