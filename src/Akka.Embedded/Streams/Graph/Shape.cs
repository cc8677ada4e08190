namespace Akka.Streams;

/// <summary>Which ends of a graph are open: a mark that blueprints carry, of which there are no instances.</summary>
public abstract class Shape
{
    private protected Shape() { }
}

public sealed class ClosedShape : Shape { private ClosedShape() { } }

public sealed class SourceShape<TOut> : Shape { private SourceShape() { } }

public sealed class FlowShape<TIn, TOut> : Shape { private FlowShape() { } }

public sealed class SinkShape<TIn> : Shape { private SinkShape() { } }
