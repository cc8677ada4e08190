using Akka.Embedded.Streams;

namespace Akka.Streams.Dsl;

internal delegate TMat BuildSink<TIn, out TMat>(Interpreter into, Attributes attributes, Link<TIn> from);

/// <summary>A blueprint with one input.</summary>
public sealed class Sink<TIn, TMat> : IGraph<SinkShape<TIn>, TMat>
{
    private readonly BuildSink<TIn, TMat> _build;
    private readonly Attributes _attributes;

    internal Sink(BuildSink<TIn, TMat> build, Attributes? attributes = null) =>
        (_build, _attributes) = (build, attributes ?? Attributes.None);

    internal TMat Build(Interpreter into, Attributes inherited, Link<TIn> from) => _build(into, inherited.And(_attributes), from);
}
