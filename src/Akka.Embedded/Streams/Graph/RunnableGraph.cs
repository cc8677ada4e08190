using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

/// <summary>A blueprint with no end open: it can be run.</summary>
public interface IRunnableGraph<TMat> : IGraph<ClosedShape, TMat>
{
    TMat Run(IMaterializer materializer);
}

internal sealed class RunnableGraph<TMat>(Func<Interpreter, Attributes, TMat> build) : IRunnableGraph<TMat>
{
    internal TMat Build(Interpreter into, Attributes inherited) => build(into, inherited);

    public TMat Run(IMaterializer materializer) => materializer.Materialize(this);
}
