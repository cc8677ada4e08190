namespace Akka.Embedded.Streams;

/// <summary>A stage that only produces.</summary>
internal abstract class Origin<TOut> : Stage, IProducer
{
    protected Link<TOut> Out { get; private set; } = null!;

    internal void Connect(Link<TOut> to)
    {
        Out = to;
        to.From(this, this);
    }

    public abstract void OnPull();

    public virtual void OnDownstreamFinish(Exception? cause) { }
}

/// <summary>A stage that only consumes; it asks for its first element when it starts.</summary>
internal abstract class Drain<TIn> : Stage, IConsumer<TIn>
{
    protected Link<TIn> In { get; private set; } = null!;

    internal void Connect(Link<TIn> from)
    {
        In = from;
        from.To(this, this);
    }

    internal override void PreStart() => In.Pull();

    public abstract void OnPush(TIn element);

    public abstract void OnUpstreamFinish();

    public abstract void OnUpstreamFailure(Exception cause);
}
