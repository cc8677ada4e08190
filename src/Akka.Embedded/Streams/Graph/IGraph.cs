using Akka.Streams.Dsl;

namespace Akka.Streams;

/// <summary>A blueprint of a stream or of a part of one; it can be run, and shared, any number of times.</summary>
public interface IGraph<TShape, TMaterializedValue> where TShape : Shape;

internal static class Graphs
{
    internal static Flow<TIn, TOut, TMat> Flow<TIn, TOut, TMat>(this IGraph<FlowShape<TIn, TOut>, TMat> graph) => (Flow<TIn, TOut, TMat>)graph;

    internal static Sink<T, TMat> Sink<T, TMat>(this IGraph<SinkShape<T>, TMat> graph) => (Sink<T, TMat>)graph;
}
