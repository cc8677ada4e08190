using Akka.Streams.Supervision;

namespace Akka.Embedded.Streams;

/// <summary>A stage with one link in and one out that passes demand, completion, failure and cancellation straight on.</summary>
internal abstract class Linear<TIn, TOut> : Stage, IConsumer<TIn>, IProducer
{
    protected internal Link<TIn> In { get; private set; } = null!;

    protected internal Link<TOut> Out { get; private set; } = null!;

    internal void Connect(Link<TIn> from, Link<TOut> to)
    {
        (In, Out) = (from, to);
        from.To(this, this);
        to.From(this, this);
    }

    public abstract void OnPush(TIn element);

    public virtual void OnUpstreamFinish() => Out.Complete();

    public virtual void OnUpstreamFailure(Exception cause) => Out.Fail(cause);

    public virtual void OnPull() => In.Pull();

    public virtual void OnDownstreamFinish(Exception? cause) => In.Cancel(cause);

    protected void CompleteStage()
    {
        In.Cancel();
        Out.Complete();
    }
}

/// <summary>A linear stage that asks its supervision decider what an exception of the user's function means.</summary>
internal abstract class Supervised<TIn, TOut>(Decider decider) : Linear<TIn, TOut>
{
    internal override void OnThrown(Exception cause)
    {
        if (Survives(cause)) AfterFault();
        else FailStage(cause);
    }

    protected bool Survives(Exception cause)
    {
        var directive = decider(cause);
        if (directive == Directive.Restart) Reset();
        return directive != Directive.Stop;
    }

    /// <summary>Forgets what has been gathered: the stage begins anew.</summary>
    protected virtual void Reset() { }

    /// <summary>The element is dropped; the demand that it was to answer is still there.</summary>
    protected virtual void AfterFault()
    {
        if (In.IsClosed) OnUpstreamFinish();
        else In.Pull();
    }
}
