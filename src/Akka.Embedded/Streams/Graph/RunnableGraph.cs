using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

/// <summary>A blueprint with no end open: it can be run.</summary>
public interface IRunnableGraph<TMat> : IGraph<ClosedShape, TMat>
{
    TMat Run(IMaterializer materializer);

    IRunnableGraph<TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> func);

    IRunnableGraph<TMat> WithAttributes(Attributes attributes);
}

internal sealed class RunnableGraph<TMat>(Func<Interpreter, Attributes, TMat> build, Attributes? own = null) : IRunnableGraph<TMat>
{
    internal TMat Build(Interpreter into, Attributes inherited) => build(into, inherited.And(own ?? Attributes.None));

    public TMat Run(IMaterializer materializer) => materializer.Materialize(this);

    public IRunnableGraph<TMat2> MapMaterializedValue<TMat2>(Func<TMat, TMat2> func) =>
        new RunnableGraph<TMat2>((into, attributes) => func(Build(into, attributes)));

    public IRunnableGraph<TMat> WithAttributes(Attributes attributes) => new RunnableGraph<TMat>(build, attributes);
}
